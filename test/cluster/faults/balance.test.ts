import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { addTo, describe, emptyTally, failures, get } from './load.ts'
import { startOurs } from './ours.ts'
import { timeLimit } from './pace.ts'

test('T27 balance: of 64 keep-alive connections opened at once, no worker holds 1.5 x the mean after 3 s of use', async t => {
  const { port, stop } = await startOurs()
  try {
    const limit = await timeLimit(3000)
    const duration = await limit()
    const tally = emptyTally()
    const started = performance.now()
    async function client(): Promise<number> {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      let pid = 0
      while (performance.now() - started < duration) {
        const answer = await get({ port, agent })
        addTo(tally, answer)
        pid = answer.pid ?? 0
        await sleep(20)
      }
      agent.destroy()
      return pid
    }
    const held = countsOf(await Promise.all(Array.from({ length: 64 }, client)))

    t.diagnostic(`T27 balance: ${held.join(' ')} connections after ${duration} ms; ${describe(tally)}`)
    assert.equal(failures(tally), 0, describe(tally))
    assert.ok((held[0] ?? 0) <= 1.5 * 16, `the workers held ${held.join(', ')} connections`)
  } finally {
    await stop()
  }
})

test('T27 balance: of 1,000 connections one after another every worker gets some', async t => {
  const { port, stop } = await startOurs()
  try {
    const pids: number[] = []
    for (let i = 0; i < 1000; i++) pids.push((await get({ port })).pid ?? 0)
    const served = countsOf(pids)
    t.diagnostic(`T27 balance: ${served.join(' ')} of 1,000 sequential connections`)
    assert.equal(served.length, 4, `workers served ${served.join(', ')}`)
  } finally {
    await stop()
  }
})

/** How often each pid occurs, most first. */
function countsOf(pids: readonly number[]): number[] {
  return [...new Set(pids)].map(wanted => pids.filter(pid => pid === wanted).length).toSorted((a, b) => b - a)
}

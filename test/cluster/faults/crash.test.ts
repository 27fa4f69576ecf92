import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { acceptedConnections } from '../processes.ts'
import { eventually } from '../wait.ts'
import { check } from './check.ts'
import { describe, failures, get, startLoad } from './load.ts'
import { startOurs } from './ours.ts'
import { timeLimit } from './pace.ts'
import { blackHole, killAll } from './scenarios/crash.ts'
import { areReplaced } from './scenarios/scenario.ts'

for (const keepAlive of [false, true]) {
  const clients = keepAlive ? 'keep-alive' : 'new-connection'
  test(`T7 kill-one, ${clients} clients: only what was in flight on it fails, and 4 are ready again in 1 s`, async t => {
    const ours = await startOurs()
    try {
      const limit = await timeLimit(1000)
      const load = startLoad(ours.server, { keepAlive })
      await sleep(1500)
      const [victim = 0] = await ours.workers()
      // Stopped for a moment, so that what it holds can be counted exactly.
      process.kill(victim, 'SIGSTOP')
      const accepted = acceptedConnections(victim, ours.port)
      const killed = performance.now()
      process.kill(victim, 'SIGKILL')
      const replaced = await eventually(() => areReplaced(ours, [victim]), 10)
      const milliseconds = Math.round(performance.now() - killed)
      await sleep(1000)
      const tally = await load.stop()
      const allowed = await limit()

      t.diagnostic(
        `T7 kill-one, ${clients}: it held ${accepted}; ready in ${milliseconds} ms of ${allowed}; ${describe(tally)}`,
      )
      assert.ok(failures(tally) <= accepted, `it held ${accepted} connections: ${describe(tally)}`)
      assert.equal(tally.refused, 0, describe(tally))
      assert.equal(tally.timeout, 0, describe(tally))
      assert.ok(
        replaced && milliseconds < allowed,
        `4 workers were ready again after ${milliseconds} ms of ${allowed}`,
      )
    } finally {
      await ours.stop()
    }
  })
}

check(killAll)

test('T9 last-worker: the only worker is killed while idle, and the next request waits for its successor', async t => {
  const { server, workers, stop } = await startOurs({ workers: 1 })
  try {
    for (const pid of await workers()) process.kill(pid, 'SIGKILL')
    const answer = await get(server)
    t.diagnostic(`T9 last-worker: ${answer.outcome} after ${Math.round(answer.milliseconds)} ms`)
    assert.equal(answer.outcome, 'ok')
  } finally {
    await stop()
  }
})

check(blackHole)

test('T12 black-hole: 9 connections made while a worker of an idle server is stopped all get their answer', async () => {
  const ours = await startOurs()
  try {
    const [victim = 0] = await ours.workers()
    process.kill(victim, 'SIGSTOP')
    const answers = Promise.all(Array.from({ length: 9 }, () => get(ours.server)))
    await sleep(1000)
    const accepted = acceptedConnections(victim, ours.port)
    process.kill(victim, 'SIGKILL')
    const outcomes = (await answers).map(({ outcome }) => outcome)
    assert.equal(accepted, 0)
    assert.deepEqual(outcomes, Array(9).fill('ok'))
  } finally {
    await ours.stop()
  }
})

import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from '../../cluster/build.ts'
import { type Answer, get } from '../../cluster/faults/load.ts'
import { timeLimit } from '../../cluster/faults/pace.ts'
import { residentMemory } from '../../cluster/processes.ts'
import { type Server, startServer } from '../../cluster/server.ts'
import { eventually } from '../../cluster/wait.ts'

const seconds = 30
const clients = 400
/** CPU time that each request takes, in milliseconds: so many clients ask for some ten times what two CPUs can do. */
const path = '/compute?ms=10'

test(`${seconds} s of more load than the machine can serve: quick refusals, level memory, normal service at once`, async t => {
  const server = await startServer({ app: `${build()}/test/cluster/fixtures/app.js` })
  try {
    const limit = await timeLimit(2000)
    const workers = await server.workers()
    const { answers, memory } = await overload(server, workers)
    const ended = performance.now()
    await eventually(async () => areQuick(await inARow(server)), 30)
    const recovery = Math.round(performance.now() - ended)
    const allowed = await limit()

    const served = timesOf(answers, 200)
    const refused = timesOf(answers, 503)
    const lost = answers.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'wrong status')
    t.diagnostic(`served ${show(served)}; refused ${show(refused)}; ${lost.length} lost`)
    t.diagnostic(`largest worker ${memory.map(bytes => Math.round(bytes / 2 ** 20)).join(' ')} MB`)
    t.diagnostic(`normal service again after ${recovery} ms of ${allowed}`)
    assert.ok(answers.every(({ status, headers }) => status !== 503 || headers['retry-after'] === '1'))
    assert.equal(lost.length, 0)
    assert.ok(refused.length > 0 && served.length > 0)
    assert.ok(percentile(refused, 50) < allowed, 'the refusals are not quick')
    assert.ok(percentile([...served, ...refused], 99) < 2 * allowed, 'some clients wait for very long')
    assert.ok((memory.at(-1) ?? 0) < 1.3 * (memory[2] ?? 0), 'the memory grows')
    assert.ok(recovery < allowed, `${recovery} ms of ${allowed}`)
    assert.deepEqual(await server.workers(), workers)
  } finally {
    await server.stop()
  }
})

/** Clients that ask again at once when they were served, and a moment later when not. */
async function overload(server: Server, workers: number[]) {
  const answers: Answer[] = []
  const end = performance.now() + seconds * 1000
  const impatient = Promise.all(
    Array.from({ length: clients }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      while (performance.now() < end) {
        const answer = await get({ port: server.port, path, agent, timeout: 60_000 })
        answers.push(answer)
        if (answer.status !== 200) await sleep(50)
      }
      agent.destroy()
    }),
  )
  const memory: number[] = []
  for (let i = 0; i < 6; i++) {
    await sleep((seconds * 1000) / 6)
    memory.push(Math.max(...workers.map(residentMemory)))
  }
  await impatient
  return { answers, memory }
}

function inARow(server: Server): Promise<Answer[]> {
  return Promise.all(Array.from({ length: 8 }, () => get({ port: server.port })))
}

function areQuick(answers: Answer[]): boolean {
  return answers.every(({ status, milliseconds }) => status === 200 && milliseconds < 500)
}

function timesOf(answers: Answer[], status: number): number[] {
  return answers.filter(answer => answer.status === status).map(({ milliseconds }) => milliseconds)
}

function percentile(times: number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor((times.length * part) / 100)] ?? 0
}

function show(times: number[]): string {
  const [median, p99] = [percentile(times, 50), percentile(times, 99)].map(Math.round)
  return `${times.length.toLocaleString('en')}, median ${median} ms, p99 ${p99} ms`
}

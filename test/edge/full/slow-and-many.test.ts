import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { failures } from '../../cluster/faults/load.ts'
import { timeLimit } from '../../cluster/faults/pace.ts'
import type { Server } from '../../cluster/server.ts'
import { askable, largestUsage, type Usage } from '../../cluster/usage.ts'
import { until } from '../../cluster/wait.ts'
import { startService } from '../start.ts'
import { type Crowd, crowds, flags } from './crowds.ts'
import { clients, nothingSeen, type Service, show, startPatientClients } from './patient-clients.ts'

/** A 99th percentile below this many milliseconds tells more of the machine's scheduler than of the server. */
const leastP99 = 10

let server: Server
before(async () => {
  // The default, for a machine as slow as this one is now: others would be refused here for what yet others do to it.
  const maxLoopDelay = await (await timeLimit(1000))()
  server = await startService([...flags, '--max-loop-delay', String(maxLoopDelay / 1000)], askable)
})
after(() => server.stop())

for (const crowd of crowds) {
  const { name, size } = crowd
  test(`${size.toLocaleString('en')} ${name} are gone in time, and others notice nothing`, async t => {
    const patient = startPatientClients(server.port)
    try {
      await sleep(1000)
      patient.measure()
      const seen = await sideBySide(crowd, patient.measure)
      const { before, coming, crowded, after, quietP99, stay, allowed } = seen
      t.diagnostic(`${name}: gone after ${stay} ms of ${allowed}`)
      t.diagnostic(`others before: ${show(before)}; as they come: ${show(coming)}`)
      t.diagnostic(`others beside them: ${show(crowded)}; after: ${show(after)}`)
      const failed = [before, coming, crowded, after].map(({ tally }) => failures(tally))
      assert.deepEqual(failed, [0, 0, 0, 0])
      assert.ok(stay < allowed, `they stayed ${stay} ms of ${allowed}`)
      assert.ok(crowded.p99 < 3 * quietP99, `p99 ${crowded.p99} ms, and ${quietP99} ms when it is quiet`)
    } finally {
      await patient.stop()
    }
  })
}

test('afterwards the same workers serve, and hold as much memory and as many files as before', async t => {
  const workers = await server.workers()
  const usages = [await largestUsage(server, workers)]
  for (let visits = 1; visits < 3; visits++) {
    for (const crowd of crowds) await visit(crowd)
    usages.push(await largestUsage(server, workers))
  }
  const [first, second, third] = usages as [Usage, Usage, Usage]
  const shown = usages.map(({ heap, files }) => `${Math.round(heap / 2 ** 20)} MB, ${files} files`)
  t.diagnostic(`largest worker after one visit of each, two and three: ${shown.join('; ')}`)
  assert.deepEqual(await server.workers(), workers)
  assert.equal(server.log.filter(({ msg }) => /Booting/.test(msg)).length, workers.length)
  assert.ok(third.heap < Math.max(first.heap, second.heap) * 1.2, 'the memory grows')
  assert.ok(third.files <= first.files, 'files stay open')
})

/**
 * What others see before, while and after a crowd is there: on a busy machine the quiet is not the same at all times. While
 * a crowd that stays is still coming, others wait for the machine, which has its clients to make.
 */
async function sideBySide(crowd: Crowd, measure: () => Service) {
  await sleep(3000)
  const before = measure()
  let coming = nothingSeen
  const visited = await visit(crowd, () => {
    if (crowd.patience > 0) coming = measure()
  })
  const crowded = measure()
  await sleep(3000)
  const after = measure()
  return { before, coming, crowded, after, quietP99: Math.max(before.p99, after.p99, leastP99), ...visited }
}

/** Milliseconds from when all of a crowd are there until the server has ended the last one's connection. */
async function visit({ patience, arrive }: Crowd, whenThere = () => {}) {
  const limit = await timeLimit(1500, patience)
  // Of the patient clients one may be about to connect anew; and where there are none, a small crowd is to be seen, too.
  const others = await openConnections()
  const leave = await arrive(server.port)
  const arrived = performance.now()
  // The server counts its connections four times a second.
  if (patience > 0) await until('the crowd', async () => (await openConnections()) > others)
  whenThere()
  await until('the end of the crowd', async () => (await openConnections()) <= Math.max(others, clients))
  const stay = Math.round(performance.now() - arrived)
  leave()
  return { stay, allowed: await limit() }
}

async function openConnections(): Promise<number> {
  const { workers } = await server.status()
  return workers.reduce((sum, worker) => sum + worker.openConnections, 0)
}

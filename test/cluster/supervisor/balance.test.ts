import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { test } from 'node:test'
import { busiest, surplusConnections } from '../../../src/cluster/supervisor/balance.ts'
import type { Worker } from '../../../src/cluster/supervisor/fleet.ts'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'
import { heartbeat } from './fleet-of.ts'

function workersWith(counts: { open?: number; requests?: number }[]): Worker[] {
  return counts.map(({ open = 0, requests = 0 }, id) => ({
    id,
    pid: id,
    generation: 1,
    bornAt: 0,
    state: 'ready',
    deadline: 0,
    heartbeat: { ...heartbeat, requests, open },
  }))
}

test('a worker that holds more than its share of connections lets go of what is above the mean', () => {
  const workers = workersWith([{ open: 28 }, { open: 17 }, { open: 10 }, { open: 9 }])
  const surplus = surplusConnections(workers).map(({ worker, connections }) => [worker.id, connections])
  assert.deepEqual(surplus, [[0, 12]])
})

test('workers that hold about the same let go of nothing', () => {
  assert.deepEqual(surplusConnections(workersWith([{ open: 17 }, { open: 16 }, { open: 15 }])), [])
})

test('the busiest worker is the one that had most requests since it was last asked for', () => {
  const workers = workersWith([{ requests: 500 }, { requests: 300 }, { requests: 0 }])
  assert.equal(busiest(workers)?.id, 0)
  for (const { id, heartbeat } of workers) if (heartbeat) heartbeat.requests += id === 2 ? 10 : 1
  assert.equal(busiest(workers)?.id, 2)
})

test('no worker is the busiest without requests, among equals, or of one worker', () => {
  assert.equal(busiest(workersWith([{}, {}])), undefined)
  assert.equal(busiest(workersWith([{ requests: 100 }, { requests: 99 }])), undefined)
  assert.equal(busiest(workersWith([{ requests: 100 }])), undefined)
  assert.equal(busiest([]), undefined)
})

test('a worker that has not told of any yet has none', () => {
  const workers = workersWith([{ open: 28, requests: 28 }])
  const [silent] = workersWith([{}]) as [Worker]
  delete silent.heartbeat
  const all = [...workers, silent]
  assert.deepEqual(
    surplusConnections(all).map(({ connections }) => connections),
    [14],
  )
  assert.equal(busiest(all)?.requestsBefore, 28)
  assert.equal(silent.requestsBefore, 0)
})

test('a worker that comes to others gets some of the connections that they hold', async () => {
  await serving({ workers: 1 }, async server => {
    const agent = new Agent({ keepAlive: true })
    const ask = () => Promise.all(Array.from({ length: 10 }, () => get({ ...server, agent })))
    await ask()
    server.signal('SIGTTIN')
    await until('an answer that ends its connection', async () =>
      (await ask()).some(({ headers }) => headers.connection === 'close'),
    )
    agent.destroy()
  })
})

test('a lone client that opens a connection for each request reaches all workers', async () => {
  await serving({ workers: 2 }, async server => {
    const reached = new Set<unknown>()
    await until('both', async () => reached.add(JSON.parse((await get(server)).body).pid).size === 2)
  })
})

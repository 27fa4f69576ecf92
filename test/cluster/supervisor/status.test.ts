import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noteHeartbeat, type Worker } from '../../../src/cluster/supervisor/fleet.ts'
import { beginReload } from '../../../src/cluster/supervisor/reload.ts'
import { describe, observedDelay } from '../../../src/cluster/supervisor/status.ts'
import { boot, fleetOf, heartbeat, options, preparedFleet, reloadPrepared, supervisorOf } from './fleet-of.ts'

const late = { ...heartbeat, eventLoopDelay: 2 }

test('the generation is the newest one that works, and none before a worker serves', () => {
  const fleet = fleetOf(1)
  reloadPrepared(supervisorOf(fleet), options)
  boot(fleet)
  assert.equal(describe(fleet, true, 0).generation, 1)
  assert.equal(describe(preparedFleet(), true, 0).generation, null)
})

test('during a reload the old workers are stale, and the new ones are not', () => {
  const fleet = fleetOf(1)
  reloadPrepared(supervisorOf(fleet), options)
  boot(fleet)
  assert.deepEqual(
    describe(fleet, true, 0).workers.map(({ state, stale }) => [state, stale]),
    [
      ['ready', true],
      ['booting', false],
    ],
  )
})

test('a worker is described by its age and by what it has said of itself', () => {
  const fleet = fleetOf(1, 1000)
  const [worker] = fleet.workers as [Worker]
  worker.capacity = { openFiles: 256, connections: 100 }
  const said = { requests: 9, refused: 2, inFlight: 3, open: 4, residentMemory: 5e7, eventLoopDelay: 1.5 }
  noteHeartbeat(fleet, worker, { ...heartbeat, ...said }, 13_340)
  assert.deepEqual(describe(fleet, true, 13_340).workers, [
    {
      id: worker.id,
      pid: worker.pid,
      generation: 1,
      state: 'ready',
      stale: false,
      ageSeconds: 12.3,
      requests: 9,
      requestsRefused: 2,
      requestsInFlight: 3,
      openConnections: 4,
      mostConnections: 100,
      eventLoopDelayMs: 1.5,
      residentMemoryBytes: 5e7,
    },
  ])
})

test('a worker that has said nothing yet is at nothing, and no limit of it is known', () => {
  const [worker] = describe(fleetOf(1), true, 5000).workers
  const { requests, openConnections, mostConnections, eventLoopDelayMs } = worker ?? {}
  assert.deepEqual([requests, openConnections, mostConnections, eventLoopDelayMs], [0, 0, null, 0])
})

test('a shortage and the last reload are shown as long as there is one', () => {
  const fleet = fleetOf(1)
  const [worker] = fleet.workers as [Worker]
  const { shortage, lastReload } = describe(fleet, true, 0)
  assert.deepEqual([shortage, lastReload], [null, null])
  noteHeartbeat(fleet, worker, { ...heartbeat, isFull: true }, 0)
  beginReload(supervisorOf(fleet), options)
  const later = describe(fleet, true, 0)
  assert.match(later.shortage ?? '', /^Open files: /)
  assert.equal(later.lastReload?.generation, 2)
})

test('the event-loop delay of a worker is the one that it reports', () => {
  const fleet = fleetOf(1)
  const [worker] = fleet.workers as [Worker]
  noteHeartbeat(fleet, worker, late, 1000)
  assert.equal(observedDelay(worker, 1250), 2)
})

test('a worker that is silent has at least the delay that its heartbeat is overdue', () => {
  const fleet = fleetOf(1)
  const [worker] = fleet.workers as [Worker]
  noteHeartbeat(fleet, worker, late, 1000)
  assert.equal(observedDelay(worker, 1750), 500)
})

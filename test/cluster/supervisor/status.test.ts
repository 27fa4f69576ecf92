import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noteHeartbeat, type Worker } from '../../../src/cluster/supervisor/fleet.ts'
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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { becomeReady, noteHeartbeat, type Worker } from '../../../src/cluster/supervisor/fleet.ts'
import { boot, fleetOf, heartbeat, options, preparedFleet } from './fleet-of.ts'

test('a heartbeat gives a worker that serves --timeout more', () => {
  const fleet = fleetOf(1)
  const [worker] = fleet.workers as [Worker]
  noteHeartbeat(fleet, worker, heartbeat, 1000)
  assert.equal(worker.deadline, 1000 + options.timeout)
})

test('a heartbeat gives a worker that drains no more time', () => {
  const fleet = fleetOf(1)
  const [worker] = fleet.workers as [Worker]
  worker.state = 'draining'
  worker.deadline = 500
  noteHeartbeat(fleet, worker, heartbeat, 400)
  assert.equal(worker.deadline, 500)
})

test('with --timeout 0 a worker may be silent for ever', () => {
  const fleet = preparedFleet({ ...options, timeout: 0 })
  const worker = boot(fleet)
  becomeReady(fleet, worker, 0)
  assert.equal(worker.deadline, Number.POSITIVE_INFINITY)
})

test('a worker that is killed while it boots does not serve, whatever it still says', () => {
  const fleet = preparedFleet()
  const worker = boot(fleet)
  worker.state = 'killed'
  becomeReady(fleet, worker, 0)
  assert.deepEqual([worker.state, fleet.lastGood], ['killed', undefined])
})

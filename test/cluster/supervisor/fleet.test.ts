import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  becomePrepared,
  becomeReady,
  createFleet,
  extendDeadlines,
  noteHeartbeat,
  type Worker,
} from '../../../src/cluster/supervisor/fleet.ts'
import { beginReload } from '../../../src/cluster/supervisor/reload.ts'
import { boot, fleetOf, heartbeat, options, preparedFleet, reloadPrepared, supervisorOf } from './fleet-of.ts'

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

test('a worker of the old code that gets ready during a reload does not show that the new code works', () => {
  const fleet = fleetOf(1)
  const old = boot(fleet)
  reloadPrepared(supervisorOf(fleet))
  becomeReady(fleet, old, 0)
  assert.equal(fleet.lastGood?.number, 1)
})

test('the time of the first preparation is not held against the workers, that of a later one changes nothing', () => {
  const fleet = createFleet(options, 4, 0)
  becomePrepared(fleet, 1000)
  assert.equal(fleet.lastStableAt, 1000)
  becomeReady(fleet, boot(fleet), 1000)
  beginReload(supervisorOf(fleet), options)
  becomePrepared(fleet, 2000)
  assert.equal(fleet.lastStableAt, 1000)
})

test('where no generation is to come, none becomes the current one', () => {
  const fleet = fleetOf(1)
  const before = fleet.current
  becomePrepared(fleet, 1000)
  assert.equal(fleet.current, before)
})

test('time in which the supervisor did not run does not count as time without a stable worker', () => {
  const fleet = fleetOf(1, 1000)
  extendDeadlines(fleet, 60_000)
  assert.equal(fleet.lastStableAt, 61_000)
})

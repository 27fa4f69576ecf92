import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  becomeReady,
  createFleet,
  extendDeadlines,
  noteHeartbeat,
  type Worker,
} from '../../../src/cluster/supervisor/fleet.ts'
import { plan } from '../../../src/cluster/supervisor/plan.ts'
import { beginReload, completeReload } from '../../../src/cluster/supervisor/reload.ts'
import {
  boot,
  fleetOf,
  heartbeat,
  options,
  preparedFleet,
  reloadPrepared,
  startPreparing,
  steps,
  supervisorOf,
} from './fleet-of.ts'

test('at the start all workers boot at once', () => {
  assert.deepEqual(steps(preparedFleet()), ['boot', 'boot', 'boot', 'boot'])
})

test('no more boot at once than there are CPUs', () => {
  const fleet = preparedFleet(options, 2)
  assert.deepEqual(steps(fleet), ['boot', 'boot'])
  boot(fleet)
  assert.deepEqual(steps(fleet), ['boot'])
  boot(fleet)
  assert.deepEqual(steps(fleet), [])
})

test('before the app has prepared for the first generation nothing boots', () => {
  const fleet = createFleet(options, 4, 0)
  assert.deepEqual(steps(fleet), ['prepare'])
  startPreparing(fleet)
  assert.deepEqual(steps(fleet), [])
})

test('while the app prepares for a reload, a dead worker is replaced by one of the old generation', () => {
  const fleet = fleetOf(2)
  beginReload(supervisorOf(fleet), options)
  assert.deepEqual(steps(fleet), ['prepare'])
  startPreparing(fleet)
  assert.deepEqual(steps(fleet), [])
  fleet.workers.pop()
  assert.deepEqual(steps(fleet), ['boot'])
  assert.equal(boot(fleet).generation, 1)
})

test('a preparation that misses its deadline is killed, once', () => {
  const fleet = createFleet(options, 4, 0)
  const preparing = startPreparing(fleet)
  assert.deepEqual(steps(fleet, preparing.deadline - 1), [])
  assert.deepEqual(steps(fleet, preparing.deadline), ['kill-preparing'])
  preparing.killedFor = 'prepare-timeout'
  assert.deepEqual(steps(fleet, preparing.deadline), [])
})

test('a server that has been told to stop kills a preparation, and starts none', () => {
  for (const phase of ['lame-duck', 'stopping'] as const) {
    const fleet = createFleet(options, 4, 0)
    fleet.phase = phase
    assert.deepEqual(steps(fleet), [])
    startPreparing(fleet)
    assert.deepEqual(steps(fleet), ['kill-preparing'])
  }
})

test('a full set needs nothing', () => {
  assert.deepEqual(steps(fleetOf(4)), [])
})

test('dead workers are replaced at once, all of them', () => {
  const fleet = fleetOf(4)
  fleet.workers.splice(0, 3)
  assert.deepEqual(steps(fleet), ['boot', 'boot', 'boot'])
})

test('a reload boots one successor while the old ones serve', () => {
  const fleet = fleetOf(4)
  reloadPrepared(supervisorOf(fleet), options)
  assert.deepEqual(steps(fleet), ['boot'])
  boot(fleet)
  assert.deepEqual(steps(fleet), [])
})

test('an old worker drains only when its successor is ready', () => {
  const fleet = fleetOf(4)
  const [oldest] = fleet.workers
  reloadPrepared(supervisorOf(fleet), options)
  becomeReady(fleet, boot(fleet), 1)
  assert.deepEqual(steps(fleet), ['boot', `drain ${oldest?.id}`])
})

test('from the start of a reload to its end, as many workers serve as are wanted', () => {
  const fleet = fleetOf(4)
  const supervisor = supervisorOf(fleet)
  reloadPrepared(supervisor, options)
  for (let now = 1; fleet.lastReload?.outcome !== 'complete'; now += 1) {
    assert.ok(now < 100, 'the reload does not come to an end')
    for (const step of plan(fleet, now)) {
      if (step.do === 'boot') boot(fleet, now)
      else if (step.do === 'drain') step.worker.state = 'draining'
    }
    const ready = fleet.workers.filter(({ state }) => state === 'ready').length
    assert.ok(ready >= 4, `${ready} ready`)
    assert.ok(fleet.workers.length <= 9, `${fleet.workers.length} processes`)
    const [draining] = fleet.workers.filter(({ state }) => state === 'draining')
    fleet.workers = fleet.workers.filter(worker => worker !== draining)
    for (const worker of fleet.workers) if (worker.state === 'booting') becomeReady(fleet, worker, now)
    completeReload(supervisor)
  }
  assert.ok(fleet.workers.every(({ generation, state }) => generation === 2 || state === 'draining'))
})

test('one worker more is booted, one less drains: the oldest', () => {
  const fleet = fleetOf(4)
  fleet.want = 5
  assert.deepEqual(steps(fleet), ['boot'])
  fleet.want = 3
  assert.deepEqual(steps(fleet), [`drain ${fleet.workers[0]?.id}`])
})

test('a worker that asks for a successor goes when it is there', () => {
  const fleet = fleetOf(4)
  const [, retiring] = fleet.workers
  if (retiring) retiring.retiring = 'max-requests'
  assert.deepEqual(steps(fleet), ['boot'])
  becomeReady(fleet, boot(fleet), 1)
  assert.deepEqual(steps(fleet), [`drain ${retiring?.id}`])
})

test('a worker that sends no heartbeat in time is killed and replaced', () => {
  const fleet = fleetOf(2)
  const [silent, healthy] = fleet.workers
  if (healthy) noteHeartbeat(fleet, healthy, heartbeat, 20_000)
  assert.deepEqual(steps(fleet, 30_000), [`kill ${silent?.id}`, 'boot'])
})

test('a worker that is killed is replaced while its end is waited for, and not killed again', () => {
  const fleet = fleetOf(2)
  const [killed] = fleet.workers as [Worker]
  killed.state = 'killed'
  killed.deadline = 0
  assert.deepEqual(steps(fleet), ['boot'])
})

test('a worker that boots for a reload that was given up is killed', () => {
  const fleet = fleetOf(2)
  const booting = boot(fleet)
  booting.isAbandoned = true
  assert.deepEqual(steps(fleet), [`kill ${booting.id}`])
})

test('time in which the supervisor did not run either is given back', () => {
  const fleet = fleetOf(2)
  extendDeadlines(fleet, 60_000)
  assert.deepEqual(steps(fleet, 60_000), [])
})

test("a worker that drains is nobody's successor", () => {
  const fleet = fleetOf(3)
  const [draining, retiring] = fleet.workers as [Worker, Worker]
  draining.state = 'draining'
  retiring.retiring = 'memory'
  fleet.want = 2
  assert.deepEqual(steps(fleet), ['boot'])
})

test('a reload waits where twice as many processes as wanted are alive', () => {
  const fleet = fleetOf(5)
  fleet.want = 2
  for (const worker of fleet.workers.slice(2)) worker.state = 'draining'
  reloadPrepared(supervisorOf(fleet), { ...options, workers: 2 })
  assert.deepEqual(steps(fleet), [])
  fleet.workers.pop()
  assert.deepEqual(steps(fleet), ['boot'])
})

test('a stopping server drains its workers, kills the booting ones, and boots none', () => {
  const fleet = fleetOf(1)
  const booting = boot(fleet)
  fleet.phase = 'stopping'
  assert.deepEqual(steps(fleet), [`drain ${fleet.workers[0]?.id}`, `kill ${booting.id}`])
})

test('nothing boots before the pause after a crash is over', () => {
  const fleet = fleetOf(2)
  fleet.workers.pop()
  fleet.bootNotBefore = 1000
  assert.deepEqual(steps(fleet, 999), [])
  assert.deepEqual(steps(fleet, 1000), ['boot'])
})

test('in a crash loop, which begins beyond a full set, one worker at a time is tried', () => {
  const fleet = preparedFleet()
  fleet.crashes = 4
  assert.deepEqual(steps(fleet), ['boot', 'boot', 'boot', 'boot'])
  fleet.crashes = 5
  assert.deepEqual(steps(fleet), ['boot'])
  boot(fleet, 1)
  assert.deepEqual(steps(fleet), [])
})

test('in a crash loop, a worker that was there before the last crash is no new attempt', () => {
  const fleet = fleetOf(1, 10)
  Object.assign(fleet, { want: 4, crashes: 5, lastCrashAt: 10 })
  assert.deepEqual(steps(fleet, 11), ['boot'])
})

test('a worker that wants sockets again gets them, unless it is not to serve any more', () => {
  const fleet = fleetOf(2)
  const [first, second] = fleet.workers as [Worker, Worker]
  first.wantsSockets = true
  second.wantsSockets = true
  second.state = 'draining'
  fleet.want = 1
  assert.deepEqual(steps(fleet), [`listen ${first.id}`])
  fleet.phase = 'stopping'
  assert.deepEqual(steps(fleet), [`drain ${first.id}`])
})

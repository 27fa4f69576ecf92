import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOptions } from '../../../src/cluster/settings/options.ts'
import {
  giveUpAfter,
  isHopeless,
  noteCrash,
  noteStable,
  pauseAfter,
  stableAfter,
} from '../../../src/cluster/supervisor/crash-loop.ts'
import {
  abandonReload,
  becomeReady,
  beginReload,
  completeReload,
  createFleet,
  type Fleet,
  forgive,
  takeBeat,
  type Worker,
} from '../../../src/cluster/supervisor/fleet.ts'
import { plan } from '../../../src/cluster/supervisor/plan.ts'

const { options } = readOptions(['--workers', '4', '--timeout', '30'], {})
const beat = { requests: 0, refused: 0, open: 0, inFlight: 0, residentMemory: 0, eventLoopDelay: 0 }
let lastId = 0

function boot(fleet: Fleet, now = 0): Worker {
  lastId += 1
  const worker: Worker = {
    id: lastId,
    pid: lastId,
    generation: fleet.current.number,
    bornAt: now,
    state: 'booting',
    deadline: now + 30_000,
  }
  fleet.workers.push(worker)
  return worker
}

function fleetOf(ready: number, now = 0): Fleet {
  const fleet = createFleet(options, 4, now)
  fleet.want = ready
  for (let i = 0; i < ready; i += 1) becomeReady(fleet, boot(fleet, now), now)
  return fleet
}

/** The steps as words, such as `boot` or `drain 3`. */
function steps(fleet: Fleet, now = 1): string[] {
  return plan(fleet, now).map(step => (step.do === 'boot' ? 'boot' : `${step.do} ${step.worker.id}`))
}

test('at the start all workers boot at once', () => {
  assert.deepEqual(steps(createFleet(options, 4, 0)), ['boot', 'boot', 'boot', 'boot'])
})

test('no more boot at once than there are CPUs', () => {
  const fleet = createFleet(options, 2, 0)
  assert.deepEqual(steps(fleet), ['boot', 'boot'])
  boot(fleet)
  assert.deepEqual(steps(fleet), ['boot'])
  boot(fleet)
  assert.deepEqual(steps(fleet), [])
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
  beginReload(fleet, options, new Date(0))
  assert.deepEqual(steps(fleet), ['boot'])
  boot(fleet)
  assert.deepEqual(steps(fleet), [])
})

test('an old worker drains only when its successor is ready', () => {
  const fleet = fleetOf(4)
  const [oldest] = fleet.workers
  beginReload(fleet, options, new Date(0))
  becomeReady(fleet, boot(fleet), 1)
  assert.deepEqual(steps(fleet), ['boot', `drain ${oldest?.id}`])
})

test('from the start of a reload to its end, as many workers serve as are wanted', () => {
  const fleet = fleetOf(4)
  beginReload(fleet, options, new Date(0))
  for (let now = 1; !completeReload(fleet); now += 1) {
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
  }
  assert.ok(fleet.workers.every(({ generation, state }) => generation === 2 || state === 'draining'))
})

test('an abandoned reload leaves the old workers as they are, and its number is not used again', () => {
  const fleet = fleetOf(4)
  const proven = fleet.current
  beginReload(fleet, options, new Date(0))
  abandonReload(fleet, proven, 'it throws')
  assert.deepEqual(steps(fleet), [])
  assert.deepEqual(fleet.lastReload, {
    generation: 2,
    outcome: 'abandoned',
    reason: 'it throws',
    at: new Date(0).toISOString(),
  })
  beginReload(fleet, options, new Date(0))
  assert.equal(fleet.current.number, 3)
})

test('a reload that changes the number of workers changes what is wanted; one that does not keeps what signals made of it', () => {
  const fleet = fleetOf(4)
  fleet.want = 6
  beginReload(fleet, options, new Date(0))
  assert.equal(fleet.want, 6)
  beginReload(fleet, { ...options, workers: 2 }, new Date(0))
  assert.equal(fleet.want, 2)
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

test('a worker that has not beaten in time is killed and replaced', () => {
  const fleet = fleetOf(2)
  const [silent, healthy] = fleet.workers
  if (healthy) takeBeat(fleet, healthy, beat, 20_000)
  assert.deepEqual(steps(fleet, 30_001), [`kill ${silent?.id}`, 'boot'])
})

test('time in which the supervisor did not run either is forgiven', () => {
  const fleet = fleetOf(2)
  forgive(fleet, 60_000)
  assert.deepEqual(steps(fleet, 60_000), [])
})

test('a stopping server drains its workers, kills the booting ones, and boots none', () => {
  const fleet = fleetOf(1)
  const booting = boot(fleet)
  fleet.phase = 'stopping'
  assert.deepEqual(steps(fleet), [`drain ${fleet.workers[0]?.id}`, `kill ${booting.id}`])
})

test('the first set that dies young is replaced at once, then each pause is twice as long, up to 30 s', () => {
  assert.deepEqual(
    [1, 4, 5, 6, 7, 8, 30].map(crashes => pauseAfter(crashes, 4)),
    [0, 0, 1000, 2000, 4000, 8000, 30_000],
  )
})

test('in a crash loop one worker at a time is tried', () => {
  const fleet = createFleet(options, 4, 0)
  fleet.crashes = 5
  assert.deepEqual(steps(fleet), ['boot'])
  boot(fleet, 1)
  assert.deepEqual(steps(fleet), [])
})

test('a worker that stays up ends the crash loop', () => {
  const fleet = createFleet(options, 4, 0)
  for (let i = 0; i < 5; i += 1) noteCrash(fleet, { ...boot(fleet, i), readyAt: 10 + i }, 100)
  fleet.workers = []
  assert.equal(fleet.crashes, 5)
  becomeReady(fleet, boot(fleet, 2000), 2100)
  noteStable(fleet, 2100 + stableAfter - 1)
  assert.equal(fleet.crashes, 5)
  noteStable(fleet, 2100 + stableAfter)
  assert.equal(fleet.crashes, 0)
})

test('a worker that dies old does not count as a crash loop', () => {
  const fleet = fleetOf(1)
  const [worker] = fleet.workers
  assert.ok(worker)
  noteCrash(fleet, worker, stableAfter)
  assert.equal(fleet.crashes, 0)
})

test('the server gives up when nothing has stayed up for 20 s, and not while a worker boots', () => {
  const fleet = createFleet(options, 4, 0)
  fleet.crashes = 5
  assert.equal(isHopeless(fleet, giveUpAfter), false)
  assert.equal(isHopeless(fleet, giveUpAfter + 1), true)
  boot(fleet)
  assert.equal(isHopeless(fleet, giveUpAfter + 1), false)
})

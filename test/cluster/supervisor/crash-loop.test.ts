import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  giveUpAfter,
  isHopeless,
  noteCrash,
  noteStable,
  pauseAfter,
  stableAfter,
} from '../../../src/cluster/supervisor/crash-loop.ts'
import { becomeReady } from '../../../src/cluster/supervisor/fleet.ts'
import { boot, fleetOf, preparedFleet } from './fleet-of.ts'

test('the first set that dies young is replaced at once, then each pause is twice as long, up to 30 s', () => {
  assert.deepEqual(
    [1, 4, 5, 6, 7, 8, 30].map(crashes => pauseAfter(crashes, 4)),
    [0, 0, 1000, 2000, 4000, 8000, 30_000],
  )
})

test('a worker that stays up ends the crash loop', () => {
  const fleet = preparedFleet()
  for (let i = 0; i < 5; i += 1) noteCrash(fleet, { ...boot(fleet, i), readyAt: 10 + i }, 100)
  fleet.workers = []
  assert.equal(fleet.crashes, 5)
  becomeReady(fleet, boot(fleet, 2000), 2100)
  noteStable(fleet, 2100 + stableAfter - 1)
  assert.equal(fleet.crashes, 5)
  noteStable(fleet, 2100 + stableAfter)
  assert.equal(fleet.crashes, 0)
})

test('a worker that was there before the last crash, or that drains, does not end the crash loop', () => {
  const fleet = fleetOf(1, 100)
  const draining = boot(fleet, 200)
  becomeReady(fleet, draining, 200)
  draining.state = 'draining'
  Object.assign(fleet, { crashes: 5, lastCrashAt: 100 })
  noteStable(fleet, 200 + stableAfter)
  assert.equal(fleet.crashes, 5)
})

test('the last time at which a worker was stable is noted', () => {
  const fleet = fleetOf(1)
  noteStable(fleet, stableAfter - 1)
  assert.equal(fleet.lastStableAt, 0)
  noteStable(fleet, stableAfter)
  assert.equal(fleet.lastStableAt, stableAfter)
})

test('a worker that dies while it boots has died young', () => {
  const fleet = preparedFleet()
  noteCrash(fleet, boot(fleet), 100)
  assert.equal(fleet.crashes, 1)
})

test('a worker that dies old does not count as a crash loop', () => {
  const fleet = fleetOf(1)
  const [worker] = fleet.workers
  assert.ok(worker)
  noteCrash(fleet, worker, stableAfter)
  assert.equal(fleet.crashes, 0)
})

test('the server gives up when more than a full set has died young and nothing has stayed up for 20 s', () => {
  const fleet = preparedFleet()
  fleet.crashes = 4
  assert.equal(isHopeless(fleet, giveUpAfter + 1), false)
  fleet.crashes = 5
  assert.equal(isHopeless(fleet, giveUpAfter), false)
  assert.equal(isHopeless(fleet, giveUpAfter + 1), true)
})

test('the server does not give up while a worker boots or serves', () => {
  for (const state of ['booting', 'ready'] as const) {
    const fleet = preparedFleet()
    fleet.crashes = 5
    boot(fleet).state = state
    assert.equal(isHopeless(fleet, giveUpAfter + 1), false, state)
  }
})

test('a server that has been told to stop does not give up: it ends with what its workers still answer', () => {
  for (const phase of ['lame-duck', 'stopping'] as const) {
    const fleet = preparedFleet()
    fleet.crashes = 5
    boot(fleet).state = 'draining'
    assert.equal(isHopeless(fleet, giveUpAfter + 1), true)
    fleet.phase = phase
    assert.equal(isHopeless(fleet, giveUpAfter + 1), false, phase)
  }
})

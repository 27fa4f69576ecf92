import assert from 'node:assert/strict'
import { test } from 'node:test'
import { becomeReady, createFleet } from '../../../src/cluster/supervisor/fleet.ts'
import { isReady } from '../../../src/cluster/supervisor/readiness.ts'
import { boot, fleetOf, options } from './fleet-of.ts'

test('a load balancer may send requests as soon as one worker serves', () => {
  const fleet = createFleet(options, 4, 0)
  const first = boot(fleet)
  assert.equal(isReady(fleet), false)
  becomeReady(fleet, first, 0)
  assert.equal(isReady(fleet), true)
})

test('once the server is told to stop, a load balancer is sent elsewhere, although all workers serve', () => {
  const fleet = fleetOf(4)
  fleet.phase = 'lame-duck'
  assert.equal(isReady(fleet), false)
})

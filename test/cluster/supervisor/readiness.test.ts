import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFleet } from '../../../src/cluster/supervisor/fleet.ts'
import { isReady } from '../../../src/cluster/supervisor/readiness.ts'
import { boot, fleetOf, options } from './fleet-of.ts'

test('a load balancer may send requests as soon as one worker serves', () => {
  const fleet = createFleet(options, 4, 0)
  boot(fleet)
  assert.equal(isReady(fleet), false)
  assert.equal(isReady(fleetOf(1)), true)
})

test('once the server is told to stop, a load balancer is sent elsewhere, although all workers serve', () => {
  const fleet = fleetOf(4)
  fleet.phase = 'lame-duck'
  assert.equal(isReady(fleet), false)
})

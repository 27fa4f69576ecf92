import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fleet, noteHeartbeat } from '../../../src/cluster/supervisor/fleet.ts'
import { noteShortage, shortageOf } from '../../../src/cluster/supervisor/shortage.ts'
import { fleetOf, heartbeat, supervisorOf } from './fleet-of.ts'

/** Two workers, of which the first one is full or not. */
function withFirst(isFull: boolean, fleet = fleetOf(2)): Fleet {
  const [first] = supervisorOf(fleet).fleet.workers
  assert.ok(first)
  first.capacity = { openFiles: 256, connections: 100 }
  noteHeartbeat(fleet, first, { ...heartbeat, open: 100, isFull }, 0)
  return fleet
}

test('a worker that can take no more connections is a shortage, and none that drains', () => {
  assert.match(
    shortageOf(withFirst(true)) ?? '',
    /^Open files: a worker may have 256, and takes 100 connections/,
  )
  assert.equal(shortageOf(withFirst(false)), undefined)
  const fleet = withFirst(true)
  for (const worker of fleet.workers) worker.state = 'draining'
  assert.equal(shortageOf(fleet), undefined)
})

test('a shortage that comes again within 10 s is the same one to the log', () => {
  const fleet = withFirst(true)
  noteShortage(fleet, 1000)
  noteShortage(withFirst(false, fleet), 11_000)
  assert.equal(fleet.shortageAt, 1000)
  noteShortage(fleet, 11_001)
  assert.equal(fleet.shortageAt, undefined)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fleet, noteHeartbeat } from '../../../src/cluster/supervisor/fleet.ts'
import { lastLines } from '../../../src/cluster/supervisor/journal.ts'
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

test('a full worker whose limit is unknown has no more', () => {
  const fleet = withFirst(true)
  for (const worker of fleet.workers) worker.capacity = undefined
  assert.match(shortageOf(fleet) ?? '', /^Open files: a worker has no more; further ones wait/)
})

test('the log tells a shortage once, when it begins, and when it is over', () => {
  const before = lastLines().length
  const fleet = withFirst(false)
  noteShortage(fleet, 0)
  withFirst(true, fleet)
  for (const now of [1000, 1050, 1100]) noteShortage(fleet, now)
  withFirst(false, fleet)
  for (const now of [11_101, 11_201]) noteShortage(fleet, now)
  const said = lastLines().slice(before)
  assert.deepEqual(
    said.map(({ level, text }) => [level, text.split(':')[0]]),
    [
      ['warn', 'Open files'],
      ['info', 'Enough open files again'],
    ],
  )
})

test('a shortage that comes again within 10 s is the same one to the log', () => {
  const fleet = withFirst(true)
  noteShortage(fleet, 1000)
  noteShortage(withFirst(false, fleet), 11_000)
  assert.equal(fleet.shortageAt, 1000)
  noteShortage(fleet, 11_001)
  assert.equal(fleet.shortageAt, undefined)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ratesBetween } from '../../../src/cluster/page/rates.ts'
import { describe } from '../../../src/cluster/supervisor/status.ts'
import { fleetOf, heartbeat } from '../supervisor/fleet-of.ts'

const fleet = fleetOf(2)
const [first, second] = fleet.workers.map(({ id }) => id) as [number, number]

/** What /status shows of the workers that have had so many requests. */
function statusOf(...requests: number[]) {
  const workers = fleet.workers.slice(0, requests.length)
  for (const [index, worker] of workers.entries())
    worker.heartbeat = { ...heartbeat, requests: requests[index] as number }
  return describe({ ...fleet, workers }, true, 0)
}

test('the rate of a worker is what it has counted since the second before', () => {
  assert.deepEqual(
    [...ratesBetween(statusOf(5, 7), statusOf(6, 10))],
    [
      [first, 1],
      [second, 3],
    ],
  )
})

test('a worker that was not there before has begun at nothing', () => {
  assert.deepEqual(
    [...ratesBetween(statusOf(5), statusOf(5, 4))],
    [
      [first, 0],
      [second, 4],
    ],
  )
})

test('nothing is known of the second before the first look', () => {
  assert.deepEqual(
    [...ratesBetween(undefined, statusOf(5, 4))],
    [
      [first, 0],
      [second, 0],
    ],
  )
})

test('no rate is below nothing', () => {
  assert.deepEqual([...ratesBetween(statusOf(5), statusOf(4))], [[first, 0]])
})

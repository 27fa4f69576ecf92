import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joined, withGaps } from '../../../src/cluster/page/history.ts'
import { sample } from './samples.ts'

/** One sample a second. */
function seconds(from: number, to: number, requests = 0) {
  return Array.from({ length: to - from + 1 }, (_, index) => sample({ time: from + index, requests }))
}

const times = (points: readonly { time: number }[]) => points.map(({ time }) => time)

test('what has come follows what was known', () => {
  assert.deepEqual(times(joined(seconds(1, 3), seconds(4, 5))), [1, 2, 3, 4, 5])
  assert.deepEqual(times(joined(seconds(1, 3), [])), [1, 2, 3])
})

test('what the server sends again takes the place of what was known', () => {
  const all = joined(seconds(1, 3), seconds(3, 5, 7))
  assert.deepEqual(
    all.map(({ time, requests }) => [time, requests]),
    [
      [1, 0],
      [2, 0],
      [3, 7],
      [4, 7],
      [5, 7],
    ],
  )
})

test('five minutes are kept', () => {
  assert.deepEqual(joined(seconds(1, 300), seconds(301, 301)), seconds(2, 301))
})

test('where the server was away for over three seconds there is a gap', () => {
  const points = withGaps([...seconds(1, 2), ...seconds(5, 5), ...seconds(9, 9)])
  assert.deepEqual(points, [...seconds(1, 2), ...seconds(5, 5), { time: 6 }, ...seconds(9, 9)])
})

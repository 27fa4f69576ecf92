import assert from 'node:assert/strict'
import { test } from 'node:test'
import { age, clock, count, duration, memory } from '../../../src/cluster/page/format.ts'

test('a number has no decimals', () => {
  assert.equal(count(2.5), '3')
})

const durations: [milliseconds: number | null, shown: string][] = [
  [null, '–'],
  [0.99, '< 1 ms'],
  [1, '1 ms'],
  [9999, `${count(9999)} ms`],
  [10_000, '10 s'],
]
for (const [milliseconds, shown] of durations) {
  test(`a time of ${milliseconds} ms is shown as ${shown}`, () => {
    assert.equal(duration(milliseconds), shown)
  })
}

const ages: [seconds: number, shown: string][] = [
  [119.9, '119 s'],
  [120, '2 min'],
  [7199, '119 min'],
  [7200, '2 h'],
  [172_799, '47 h'],
  [172_800, '2 days'],
]
for (const [seconds, shown] of ages) {
  test(`an age of ${seconds} s is shown as ${shown}`, () => {
    assert.equal(age(seconds), shown)
  })
}

test('memory is shown in MiB', () => {
  assert.equal(memory(100 * 2 ** 20), '100 MiB')
})

test('a clock goes to 24', () => {
  assert.match(clock(new Date(2026, 0, 1, 15, 4, 5)), /^15\D04\D05$/)
})

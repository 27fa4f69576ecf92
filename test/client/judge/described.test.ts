import assert from 'node:assert/strict'
import { test } from 'node:test'
import { described, limited } from '../../../client/judge/described.ts'

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`)

test('twenty lines stay as they are', () => assert.deepEqual(limited(lines(20)), lines(20)))

test('of more, the last line says how many more there are', () => {
  assert.deepEqual(limited(lines(22)), [...lines(20), 'and 2 more'])
})

test('what is not told is not put into words', () => {
  let asked = 0
  const problems = lines(500).map(line => () => {
    asked += 1
    return line
  })
  assert.deepEqual(described(problems), [...lines(20), 'and 480 more'])
  assert.equal(asked, 20)
})

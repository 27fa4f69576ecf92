import assert from 'node:assert/strict'
import { test } from 'node:test'
import { swappedFields } from '../../../client/judge/swapped.ts'

test('two fields that each have what the other one should have are swapped', () => {
  assert.deepEqual(swappedFields({ a: 1, b: [2], c: 3 }, { a: [2], b: 1, c: 3 }), [
    'a and b are swapped: got a [2] and b 1',
  ])
})

test('each pair of them is told', () => {
  const problems = swappedFields({ a: 1, b: 2, c: 3, d: 4 }, { a: 3, b: 4, c: 1, d: 2 })
  assert.deepEqual(
    problems.map(problem => problem.split(':')[0]),
    ['a and c are swapped', 'b and d are swapped'],
  )
})

const others: [what: string, expected: unknown, got: unknown][] = [
  ['equal fields', { a: 1, b: 1 }, { a: 1, b: 1 }],
  ['three fields that each have the value of the next one', { a: 1, b: 2, c: 3 }, { a: 2, b: 3, c: 1 }],
  ['a field that has the value of another, which has its own', { a: 1, b: 2 }, { a: 2, b: 2 }],
  ['a field that has the value of another, which has none', { a: 1, b: 2 }, { a: 2, b: 3 }],
  ['items of a list', [1, 2], [2, 1]],
  ['a list for an object', { 0: 1, 1: 2 }, [2, 1]],
]

for (const [what, expected, got] of others) {
  test(`${what} are not swapped`, () => assert.deepEqual(swappedFields(expected, got), []))
}

test('of more than fifty wrong fields, none are called swapped', () => {
  const fields = (wrong: number, first: number, second: number) => ({
    first,
    second,
    ...Object.fromEntries(Array.from({ length: 48 + wrong }, (_, index) => [`f${index}`, first])),
  })
  assert.equal(swappedFields(fields(0, 1, 2), { ...fields(0, 9, 1), first: 2 }).length, 1)
  assert.equal(swappedFields(fields(1, 1, 2), { ...fields(1, 9, 1), first: 2 }).length, 0)
})

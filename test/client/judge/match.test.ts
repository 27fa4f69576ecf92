import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstUnmatched } from '../../../client/judge/match.ts'

/** @param wanted for each expected item, the got ones that fit it, each as a letter */
function unmatched(wanted: string[], got: string) {
  return firstUnmatched(wanted.length, [...got], (index, item) => wanted[index]?.includes(item) ?? false)
}

const cases: [what: string, wanted: string[], got: string, first: number | undefined][] = [
  ['nothing is expected', [], 'a', undefined],
  ['each has its own', ['a', 'b'], 'ba', undefined],
  ['one has none', ['a', 'x', 'y'], 'ab', 1],
  ['two fit the same one', ['a', 'a'], 'ab', 1],
  ['two fit the same one, which is there twice', ['a', 'a'], 'aba', undefined],
  ['one gives way to another', ['ab', 'a'], 'ab', undefined],
  ['one gives way to another, and that one to a third', ['ab', 'bc', 'a'], 'abc', undefined],
  ['three share two', ['ab', 'ab', 'ab'], 'ab', 2],
  ['one that gives way has no other', ['ab', 'ab', 'ab', 'c'], 'abc', 2],
]

for (const [what, wanted, got, first] of cases) {
  test(`items are matched where ${what}`, () => assert.equal(unmatched(wanted, got), first))
}

test('whether two fit is asked once', () => {
  const asked: string[] = []
  const first = firstUnmatched(3, ['a', 'b'], (index, item) => {
    asked.push(`${index} ${item}`)
    return true
  })
  assert.equal(first, 2)
  assert.equal(new Set(asked).size, asked.length)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { editDistance } from '../../src/http/edit-distance.ts'

/** Two words, the most edits, and their distance. */
const rows: [a: string, b: string, most: number, distance: number][] = [
  ['', '', 3, 0],
  ['hello', 'hello', 0, 0],
  ['helo', 'hello', 3, 1],
  ['hello', 'helo', 3, 1],
  ['hallo', 'hello', 3, 1],
  ['naem', 'name', 3, 1],
  ['nope', 'name', 3, 2],
  ['abc', '', 3, 3],
  ['abcd', '', 3, Number.POSITIVE_INFINITY],
  ['nope', 'name', 1, Number.POSITIVE_INFINITY],
]
for (const [a, b, most, distance] of rows) {
  test(`${a || 'nothing'} is ${distance} from ${b || 'nothing'} where ${most} may be wrong`, () => {
    assert.equal(editDistance(a, b, most), distance)
  })
}

/** The table of all pairs of characters, as in any textbook. */
function byTable(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => [i])
  const cell = (i: number, j: number) => table[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let j = 1; j <= b.length; j++) (table[0] as number[])[j] = j
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const changed = cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swapped = isSwap ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      ;(table[i] as number[])[j] = Math.min(changed, swapped, cell(i - 1, j) + 1, cell(i, j - 1) + 1)
    }
  return cell(a.length, b.length)
}

test('the distance of any two words is that of the textbook, up to the most', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      const distance = byTable(a, b)
      assert.equal(editDistance(a, b, 3), distance > 3 ? Number.POSITIVE_INFINITY : distance)
    }),
  )
})

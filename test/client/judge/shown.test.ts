import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shown, shownPair } from '../../../client/judge/shown.ts'

const values: [value: unknown, text: string][] = [
  ['Ada', '"Ada"'],
  [null, 'null'],
  [undefined, 'nothing'],
  [[1, 'a', [true, null]], '[1,"a",[true,null]]'],
  [{ a: 1, 'b c': { d: [] }, e: {} }, '{"a":1,"b c":{"d":[]},"e":{}}'],
  ['x'.repeat(58), `"${'x'.repeat(58)}"`],
  ['x'.repeat(59), `"${'x'.repeat(58)}…`],
  ['x'.repeat(5000), `"${'x'.repeat(58)}…`],
  ['\u00a0'.repeat(58), `"${'\\u00a0'.repeat(58)}"`],
  ['👍'.repeat(59), `"${'👍'.repeat(58)}…`],
  ['"'.repeat(59), `"${'\\"'.repeat(58)}…`],
  [
    Array.from({ length: 900 }, (_, index) => [index]),
    `[[0],[1],[2],[3],[4],[5],[6],[7],[8],[9],[10],[11],[12],[13…`,
  ],
]

for (const [value, text] of values) {
  test(`a value is shown as ${text}`, () => assert.equal(shown(value), text))
}

test('of a long list that holds a long text, the beginning is shown', () => {
  assert.equal(shown([{ a: 'x'.repeat(5000) }, 1]), `[{"a":"${'x'.repeat(52)}…`)
})

const long = 'a very long greeting that says much before it says the name of the one whom it greets: '
const zeros = '0'.repeat(38)
const pairs: [what: string, expected: unknown, got: unknown, shown: [expected: string, got: string]][] = [
  ['nothing that differs behind the cut', 1, undefined, ['1', 'nothing']],
  ['the end', `${long}Ada`, `${long}ada`, ['"…one whom it greets: Ada"', '"…one whom it greets: ada"']],
  [
    'the middle',
    `${long}A${long}`,
    `${long}B${long}`,
    [`"…one whom it greets: A${long.slice(0, 38)}…`, `"…one whom it greets: B${long.slice(0, 38)}…`],
  ],
  [
    'a number, which has no quotation mark',
    [long, 1],
    [long, 2],
    [`…e whom it greets: ",1]`, `…e whom it greets: ",2]`],
  ],
  [
    'the 40th character',
    `${zeros}1${zeros}`,
    `${zeros}2${zeros}`,
    [`"${zeros}1${'0'.repeat(19)}…`, `"${zeros}2${'0'.repeat(19)}…`],
  ],
  [
    'the 41st character',
    `0${zeros}1${zeros}`,
    `0${zeros}2${zeros}`,
    [`"…${'0'.repeat(20)}1${zeros}"`, `"…${'0'.repeat(20)}2${zeros}"`],
  ],
  [
    'the last of 60',
    `${'0'.repeat(57)}1`,
    `${'0'.repeat(57)}2`,
    [`"${'0'.repeat(57)}1"`, `"${'0'.repeat(57)}2"`],
  ],
  [
    'what only one of them has',
    '0'.repeat(70),
    '0'.repeat(45),
    [`"…${'0'.repeat(45)}"`, `"…${'0'.repeat(20)}"`],
  ],
]

for (const [what, expected, got, both] of pairs) {
  test(`of two long values, the part around ${what} is shown`, () => {
    assert.deepEqual(shownPair(expected, got), both)
    assert.deepEqual(shownPair(got, expected), both.toReversed())
  })
}

test('of long lists of other lengths, too', () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index)
  assert.match(shownPair(numbers, numbers.slice(1).concat(40, 41))[0], /^\[0,1,/)
  assert.match(shownPair(numbers, [...numbers, 40]).join(), /^….*38,39\],….*38,39,40\]$/)
})

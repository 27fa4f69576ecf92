import assert from 'node:assert/strict'
import { test } from 'node:test'
import { valueOfJson } from '../../../../client/plan/contract/json-text.ts'

const refused: [text: string, reason: string][] = [
  ['', 'line 1, column 1: value expected'],
  ['[\n  {"a": 1,\n}]', 'line 3, column 1: property name expected'],
  ['[\r\n  {"a" 1}]', 'line 2, column 8: colon expected'],
  ['[1 2]', 'line 1, column 4: comma expected'],
  ['["a\nb"]', 'line 1, column 2: unexpected end of string'],
  ["[{'a': 1}]", 'line 1, column 3: invalid symbol'],
  ['[] // none', 'line 1, column 4: invalid comment token'],
]

for (const [text, reason] of refused) {
  test(`${JSON.stringify(text)} is refused on one line, with the place`, () => {
    assert.throws(() => valueOfJson(text, 'c.json'), {
      name: 'UsageError',
      message: `c.json is not JSON: ${reason}`,
    })
  })
}

test('what is too deep to be walked over is refused as well', () => {
  const deep = '['.repeat(10_000) + ']'.repeat(10_000)
  assert.throws(() => valueOfJson(deep, 'c.json'), {
    name: 'UsageError',
    message: /^c\.json cannot be read: nested deeper/,
  })
})

test('a byte order mark before the text is left out', () => {
  assert.deepEqual(valueOfJson('\uFEFF[1]', 'c.json'), [1])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSchema } from '../../../client/judge/schema-check.ts'

const rewritten: [pattern: string, right: string, wrong: string][] = [
  ['^\\d{3}\\-\\d{4}$', '555-1234', '5551234'],
  ['^\\@\\w+\\_x$', '@a_x', 'a_x'],
  ['^[\\w-.]+$', 'a-.b', 'a b'],
  ['^[.-\\d]+$', '1.-2', 'a'],
  ['^[\\_\\"a]+$', '_"a', 'b'],
  ['^{a}$', '{a}', 'a'],
  ["^it\\'s$", "it's", 'its'],
  ['^[a\\-z\\_]$', '-', 'b'],
  ['^\\-{12}$', '-'.repeat(12), '-'],
  ['^\\-{2,}$', '---', '-'],
  ['^\\-{2,12}$', '---', '-'],
]

for (const [pattern, right, wrong] of rewritten) {
  test(`the pattern ${pattern} is checked as it is meant`, () => {
    assert.deepEqual(checkSchema({ pattern }, right), { problems: [], notes: [] })
    assert.equal(checkSchema({ pattern }, wrong).problems.length, 1)
  })
}

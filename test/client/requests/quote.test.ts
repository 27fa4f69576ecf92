import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quote } from '../../../client/requests/quote.ts'

test("a stranger's text is cut, and cannot steer a terminal", () => {
  assert.equal(quote('\x1b[2J\x9b\u202eabc', 100), '"\\u001b[2J\\u009b\\u202eabc"')
  assert.equal(quote('abcdef', 3), '"abc…"')
  assert.equal(quote('abc', 3), '"abc"')
})

test('marks for the direction of text are escaped in a quote, as they are in all other output', () => {
  assert.equal(quote('a\u061cb\u200ec\u200fd', 100), '"a\\u061cb\\u200ec\\u200fd"')
})

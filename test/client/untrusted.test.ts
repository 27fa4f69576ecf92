import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oneLine, parseJson, printable } from '../../client/untrusted.ts'

test('escape sequences become visible', () => {
  assert.equal(printable('\u001b[2Jhi\u0007\u009b31m'), '\\u001b[2Jhi\\u0007\\u009b31m')
})

test('a carriage return, which would overwrite the line, becomes visible', () => {
  assert.equal(printable('wrong\rok'), 'wrong\\u000dok')
})

test('marks that reverse the direction of text become visible', () => {
  assert.equal(printable('\u202egnp.exe\u2069'), '\\u202egnp.exe\\u2069')
})

test('tabs, newlines and the words of all languages stay', () => {
  assert.equal(printable('a\tb\n你好 🙂 é'), 'a\tb\n你好 🙂 é')
})

test('a text of many lines becomes one, cut to its length', () => {
  assert.equal(oneLine('  a\n\n b\tc  '), 'a b c')
  assert.equal(oneLine('x'.repeat(200), 10), `${'x'.repeat(9)}…`)
})

test('JSON may begin with a byte order mark', () => {
  assert.deepEqual(parseJson('\uFEFF{"a":1}'), { a: 1 })
})

test('JSON that is nested too deep to walk over is refused', () => {
  assert.throws(() => parseJson('['.repeat(100_000) + ']'.repeat(100_000)), SyntaxError)
})

test('JSON that is as wide as an answer may be is read', () => {
  assert.equal((parseJson(`[${'1,'.repeat(500_000)}1]`) as unknown[]).length, 500_001)
})

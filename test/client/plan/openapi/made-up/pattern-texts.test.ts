import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textsAfter } from '../../../../../client/plan/openapi/made-up/pattern-texts.ts'

const any = { least: 0, most: 1000 }
const texts = (pattern: string, length = any) => [...textsAfter(pattern, 'u', 3, length)]

const patterns: [what: string, pattern: string][] = [
  ['a count', '^AC[0-9a-f]{32}$'],
  ['alternatives', '^(?:one|two|three)-\\d+$'],
  ['what may be left out', '^https?://\\w+(?::\\d{2,5})?/$'],
  ['what a class has not', '^[^:]{4}:[^a-z0-9]$'],
  ['letters of other alphabets', '^[\\u4e00-\\u9fa5]{2}\\p{Script=Greek}?$'],
  ['letters that are listed one by one', '^[äé]{2}$'],
  ['a class of which no character is found, and need not be', '^[\\p{Script=Greek}]?[^\\0-\\x7f]?x$'],
  ['properties of Unicode', '^\\p{Lu}\\p{Nd}\\P{L}$'],
  ['escapes', '^\\[\\t\\x41\\u0042\\u{1F600}\\]\\.$'],
  ['the same text again', '^(?<quote>["\'])\\w+\\k<quote>$'],
  ['a group within a group', '^((a|b){2}-(c|d)?)+$'],
  ['no end', '[xy]{3}'],
  ['a lazy count', '^\\d+?,\\d*?$'],
]

for (const [what, pattern] of patterns) {
  test(`a pattern with ${what} is matched by the texts that are made after it`, () => {
    const made = texts(pattern)
    assert.ok(made.length > 0)
    for (const text of made) assert.match(text, new RegExp(pattern, 'u'))
  })
}

test('different texts are made where there are any', () => {
  assert.deepEqual(new Set(texts('^[ab]-(x|y)$')), new Set(['a-x', 'b-y']))
  assert.deepEqual(new Set(texts('^(a|a|a|b)$')), new Set(['a', 'b']))
})

test('a text is as long as it must be, as far as the pattern lets it', () => {
  for (const text of texts('^\\w+-z*$', { least: 40, most: 100 })) assert.ok(text.length >= 40)
  for (const text of texts('^z{2,5}$', { least: 40, most: 100 })) assert.equal(text, 'zzzzz')
})

test('a text that can have but one length has it', () => {
  for (const text of texts('^z*$', { least: 2, most: 2 })) assert.equal(text, 'zz')
  for (const text of texts('^A\\d*$', { least: 2, most: 2 })) assert.match(text, /^A\d$/)
})

test('what may be left out is, where a text must be short', () => {
  for (const text of texts('^A\\d*(-x)?$', { least: 0, most: 1 })) assert.equal(text, 'A')
})

test('a pattern whose texts are all too long is refused before they are made', () => {
  assert.equal(texts('^a{65536}$')[0]?.length, 65_536)
  assert.throws(() => texts('^ba{65536}$'), RangeError)
  assert.throws(() => texts('^(?:(?:a{1000}){1000}){1000}$'), RangeError)
})

test('what is no pattern of ECMAScript is refused', () => {
  assert.throws(() => texts('(?i)a'), SyntaxError)
})

test('without the flag for Unicode, a needless escape is what it stands for', () => {
  assert.equal([...textsAfter('^a\\-\\_$', '', 1, any)][0], 'a-_')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences } from '../../../client/judge/compare.ts'
import { tellApart } from '../../../client/judge/visible.ts'

const unseen: [what: string, got: string, shown: string][] = [
  ['a no-break space', 'Hi,\u00a0Ada', 'Hi,\\u00a0Ada'],
  ['a thin space', 'Hi,\u2009Ada', 'Hi,\\u2009Ada'],
  ['a space of no width', 'Hi, \u200bAda', 'Hi, \\u200bAda'],
  ['a soft hyphen', 'Hi, A\u00adda', 'Hi, A\\u00adda'],
  ['a byte order mark', '\ufeffHi, Ada', '\\ufeffHi, Ada'],
  ['a second space', 'Hi,  Ada', 'Hi, \\u0020Ada'],
]

for (const [what, got, shown] of unseen) {
  test(`${what} is shown as what it is`, () => {
    assert.deepEqual(differences('Hi, Ada', got), [`expected "Hi, Ada", got "${shown}"`])
    assert.deepEqual(differences(got, 'Hi, Ada'), [`expected "${shown}", got "Hi, Ada"`])
  })
}

test('letters that are composed differently are told apart', () => {
  assert.deepEqual(differences('Ren\u00e9', 'Rene\u0301'), ['expected "Ren\\u00e9", got "Rene\\u0301"'])
})

test('other letters beyond ASCII stay as they are', () => {
  assert.deepEqual(differences('René', 'Zoë 李小龍 👍'), ['expected "René", got "Zoë 李小龍 👍"'])
})

test('a text is not told apart from itself', () => {
  assert.deepEqual(tellApart('Ren\u00e9', 'Ren\u00e9'), ['Ren\u00e9', 'Ren\u00e9'])
})

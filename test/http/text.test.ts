import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonSchema } from '../../src/http/json-schema.ts'
import { text } from '../../src/http/text.ts'

for (const character of ['x', 'é', '😀']) {
  test(`of ${character} the bounds count characters, and not what JavaScript stores`, () => {
    const lengths = [1, 2, 5, 6].map(length => text(2, 5).safeParse(character.repeat(length)).success)
    assert.deepEqual(lengths, [false, true, true, false])
  })
}

test('a text that is too long is told the bounds', () => {
  assert.equal(text(1, 3).safeParse('long').error?.issues[0]?.message, '1 to 3 characters')
})

test('the docs show the bounds', () => {
  assert.deepEqual(jsonSchema(text(1, 3), 'input'), { type: 'string', minLength: 1, maxLength: 3 })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergeHeaders } from '../../../client/requests/headers.ts'
import { InvalidHeader } from '../../../client/requests.ts'

const below = new Headers({ 'X-One': '1', 'X-Two': '2' })

test('headers go over others whatever their case, and null takes one away', () => {
  assert.deepEqual(Object.fromEntries(mergeHeaders(below, { 'x-two': 'two', 'X-Three': '3' })), {
    'x-one': '1',
    'x-three': '3',
    'x-two': 'two',
  })
  assert.deepEqual(Object.fromEntries(mergeHeaders(below, { 'x-one': null })), { 'x-two': '2' })
  assert.equal(below.get('x-one'), '1')
})

for (const [name, value] of [
  ['X-Test', 'a\nSet-Cookie: b'],
  ['X-Test', 'ψ'],
  ['X Test', 'a'],
] as const) {
  test(`${JSON.stringify({ [name]: value })} is an InvalidHeader that names it`, () => {
    const words = `not a header: ${JSON.stringify(name)} with the value ${JSON.stringify(value)}`
    assert.throws(
      () => mergeHeaders(below, { [name]: value }),
      error => {
        assert.ok(error instanceof InvalidHeader && error.cause instanceof Error)
        assert.deepEqual([error.code, error.message], ['ERR_INVALID_HEADER', words])
        assert.match(error.hint ?? '', /no line breaks/)
        return true
      },
    )
  })
}

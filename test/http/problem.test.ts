import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Problem } from '../../src/http/problem.ts'

for (const status of [42, 200, 302, 600, 404.5, Number.NaN]) {
  test(`a Problem of status ${status} cannot be made`, () => {
    assert.throws(() => new Problem(status, ''), /status of 400 to 599/)
  })
}

test('a Problem with a line break in a header cannot be made', () => {
  assert.throws(() => new Problem(404, '', { headers: { Location: 'a\r\nSet-Cookie: b' } }), /Location/)
})

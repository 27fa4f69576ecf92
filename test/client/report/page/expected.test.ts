import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectedLines } from '../../../../client/report/page/expected.ts'

test('of a call of which nothing is known, the status is expected', () => {
  assert.deepEqual(expectedLines(), ['status below 400'])
})

test('a value is shown with how it is compared', () => {
  const value = { id: 1, tags: ['a', 'b'] }
  assert.deepEqual(expectedLines({ status: [200, 201], value, varies: ['/id'], anyOrder: ['/tags'] }), [
    'status 200 or 201',
    '{"id":1,"tags":["a","b"]}',
    '/id: may differ',
    '/tags: in any order',
  ])
})

test('without a value, the schema says what is wanted', () => {
  const schema = { type: 'object', properties: { name: { type: 'string' } } }
  assert.deepEqual(expectedLines({ schema, filledIn: ['/name'], unlike: '/nonesuch' }), [
    'status below 400',
    '{"name":"…"}',
    'filled in: /name',
    'not what /nonesuch is answered by',
  ])
})

test('a long value is cut', () => {
  assert.equal(expectedLines({ value: 'x'.repeat(9000) })[1], `${'x'.repeat(500)}…`)
})

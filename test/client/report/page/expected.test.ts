import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectedLines } from '../../../../client/report/page/expected.ts'
import { unreadable } from '../../unreadable.ts'

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

test('what is expected besides the body is said', () => {
  const expect = { json: true, types: ['a/b', 'c/d'], headers: ['ETag', 'Link'] }
  assert.deepEqual(expectedLines(expect), [
    'status below 400',
    'media type a/b or c/d',
    'with the headers ETag, Link',
    'JSON',
  ])
})

test('the manners of a comparison name the whole answer and the places in it', () => {
  const value = 'Hello, Ada'
  assert.deepEqual(expectedLines({ value, ignoreCase: [''], contains: ['', '/a'] }), [
    'status below 400',
    'Hello, Ada',
    'the answer: in upper or lower case',
    'the answer, /a: as a part of what comes',
  ])
})

test('a schema of which no example can be made is shown itself, as that of an item is', () => {
  assert.equal(expectedLines({ schema: {} })[1], 'by the schema {}')
  assert.equal(expectedLines({ itemSchema: { type: 'object' } })[1], 'items by the schema {"type":"object"}')
})

test('a value of 500 characters is not cut', () => {
  assert.equal(expectedLines({ value: 'x'.repeat(500) })[1], 'x'.repeat(500))
})

test('a schema that describes too much is shown as one that cannot be read', () => {
  assert.ok(expectedLines(unreadable.expect).includes('by a schema that cannot be read'))
})

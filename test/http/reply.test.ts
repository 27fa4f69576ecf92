import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headersOf, Reply } from '../../src/http/reply.ts'

test('what a reply sets stands in one list, names and values in turn', () => {
  const reply = new Reply()
  reply.set('Location', '/notes/7')
  reply.set('Retry-After', 60)
  assert.deepEqual(reply.headers, ['Location', '/notes/7', 'Retry-After', '60'])
})

test('a list of values is as many headers of the name', () => {
  const reply = new Reply()
  reply.set('Set-Cookie', ['a=1', 'b=2'])
  assert.deepEqual(reply.headers, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'])
})

test('a second set replaces what the first one said', () => {
  const reply = new Reply()
  reply.set('Set-Cookie', ['a=1', 'b=2'])
  reply.set('Set-Cookie', 'c=3')
  assert.deepEqual(reply.headers, ['Set-Cookie', 'c=3'])
})

for (const value of ['a\r\nSet-Cookie: b', '😀', ['fine', 'a\nb']]) {
  test(`${JSON.stringify(value)} is a header that HTTP cannot send, and says which one`, () => {
    assert.throws(() => new Reply().set('Location', value), /TypeError.*Location/)
  })
}

test('a value that is refused leaves the one before', () => {
  const reply = new Reply()
  reply.set('ETag', '"1"')
  assert.throws(() => reply.set('ETag', 'a\nb'))
  assert.deepEqual(reply.headers, ['ETag', '"1"'])
})

test('a header may be described by its line alone', () => {
  assert.deepEqual(
    headersOf({ Location: 'Where it is', ETag: { description: 'Its version', required: false } }),
    [
      ['Location', { description: 'Where it is' }],
      ['ETag', { description: 'Its version', required: false }],
    ],
  )
})

test('an entry that sets nothing has no headers', () => {
  assert.deepEqual(headersOf(undefined), [])
})

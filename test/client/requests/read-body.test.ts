import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BodyTooLarge, requests } from '../../../client/requests.ts'
import { serve } from '../servers.ts'

test('a body up to maxBytes is read', async t => {
  const base = await serve(t, (_req, res) => res.end('a'.repeat(1000)))
  assert.equal((await requests.get(base, { maxBytes: 1000 })).content.length, 1000)
})

test('an endless body ends at maxBytes as BodyTooLarge, and the connection with it', async t => {
  let closed = () => {}
  const isClosed = new Promise<void>(resolve => {
    closed = resolve
  })
  const base = await serve(t, (_req, res) => {
    const write = () => {
      while (res.write('a'.repeat(10_000))) {}
    }
    res.on('drain', write).once('close', closed)
    write()
  })
  await assert.rejects(requests.get(base, { maxBytes: 1000 }), error => {
    assert.ok(error instanceof BodyTooLarge)
    assert.equal(error.message, `the body from ${base.slice(7)} is longer than 1000 bytes`)
    assert.equal(error.code, 'ERR_BODY_TOO_LARGE')
    assert.equal(error.response?.content.length, 1000)
    return true
  })
  await isClosed
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exchange, requestBytes } from '../../http/socket.ts'
import { serving } from '../serving.ts'
import { lowLimits } from './low-limits.ts'

const limits = [...lowLimits, '--headers-timeout', '0.5', '--request-timeout', '1']

/** What the server itself refuses, before the app sees it, or without the app. */
const refused: [status: number, request: Buffer][] = [
  [400, requestBytes('GET', '/', { Host: 'a b' })],
  [400, Buffer.from('nothing of HTTP\r\n\r\n')],
  [408, Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n')],
  [414, requestBytes('GET', `/${'a'.repeat(100)}`)],
  [431, requestBytes('GET', '/', { a: '1', b: '2', c: '3', d: '4' })],
  [431, requestBytes('GET', '/', { a: 'a'.repeat(2000) })],
]

test('no cache keeps what the server itself refuses', async () => {
  await serving({ flags: limits }, async ({ port }) => {
    for (const [status, bytes] of refused) {
      const answer = await exchange(port, bytes)
      assert.deepEqual([answer.status, answer.headers.get('cache-control')], [status, 'no-store'])
    }
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transportError } from '../../../../client/requests/errors/transport.ts'
import type { SentRequest } from '../../../../client/requests.ts'

const vm = new URL('http://vcm-3461.example:5000/name')

test('without a timeout, the limits of fetch itself end a call in the same words', () => {
  const request: SentRequest = { method: 'GET', url: vm.href, headers: new Headers(), body: undefined }
  const after = (code: string) => {
    const cause = new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
    return transportError({ request, cause, sent: false, timedOutAfter: undefined }).message
  }
  assert.equal(after('UND_ERR_CONNECT_TIMEOUT'), 'no connection to vcm-3461.example:5000 within 10 s')
  assert.equal(
    after('UND_ERR_HEADERS_TIMEOUT'),
    'connected to vcm-3461.example:5000, but no answer within 300 s',
  )
})

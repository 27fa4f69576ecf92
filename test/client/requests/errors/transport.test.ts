import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transportError } from '../../../../client/requests/errors/transport.ts'
import { requests, type SentRequest } from '../../../../client/requests.ts'

const request: SentRequest = {
  method: 'GET',
  url: 'http://vcm-3461.example:5000/name',
  headers: new Headers(),
  body: undefined,
}

/** The error that fetch's own one becomes, by the error behind it. */
function behind(cause: Error) {
  return transportError({
    request,
    cause: new TypeError('fetch failed', { cause }),
    sent: false,
    timedOutAfter: undefined,
  })
}

function failure(code: string): Error {
  return Object.assign(new Error(`failed by ${code}`), { code })
}

test('a call that ended by its timeout, before it was sent, met no machine', () => {
  const error = transportError({ request, cause: failure('ABORTED'), sent: false, timedOutAfter: 2 })
  assert.deepEqual([error.name, error.code], ['ConnectTimeout', 'ERR_CONNECT_TIMEOUT'])
  assert.equal(error.message, 'no connection to vcm-3461.example:5000 within 2 s')
  assert.match(error.hint ?? '', /switched off/)
})

test('a call that ended by its timeout, after it was sent, met a handler that does not return', () => {
  const error = transportError({ request, cause: failure('ABORTED'), sent: true, timedOutAfter: 2 })
  assert.deepEqual([error.name, error.code], ['ReadTimeout', 'ERR_READ_TIMEOUT'])
  assert.equal(error.message, 'connected to vcm-3461.example:5000, but no answer within 2 s')
  assert.match(error.hint ?? '', /handler does not return/)
})

test('without a timeout, the limits of fetch itself end a call in the same words', () => {
  const after = (code: string) => behind(failure(code)).message
  assert.equal(after('UND_ERR_CONNECT_TIMEOUT'), 'no connection to vcm-3461.example:5000 within 10 s')
  assert.equal(
    after('UND_ERR_HEADERS_TIMEOUT'),
    'connected to vcm-3461.example:5000, but no answer within 300 s',
  )
})

test('an error knows the request that failed and what was behind it', () => {
  const cause = failure('ECONNREFUSED')
  const error = transportError({ request, cause, sent: false, timedOutAfter: undefined })
  assert.deepEqual([error.request, error.cause], [request, cause])
})

test('a failure that nobody has heard of keeps its words and its code', () => {
  const { name, code, message } = behind(failure('ENEW'))
  assert.deepEqual([name, code], ['RequestException', 'ENEW'])
  assert.equal(message, 'no answer from vcm-3461.example:5000: failed by ENEW')
})

test('a failure without a code gets one', () => {
  assert.deepEqual(behind(new Error('odd')).code, 'ERR_FETCH')
})

test('what is thrown in place of an error of fetch is told as it is', () => {
  const { code, message } = transportError({ request, cause: 'odd', sent: false, timedOutAfter: undefined })
  assert.deepEqual([code, message], ['ERR_FETCH', 'no answer from vcm-3461.example:5000: odd'])
})

test('a port that fetch does not call', async () => {
  await assert.rejects(requests.get('http://localhost:6000/'), {
    name: 'InvalidURL',
    code: 'ERR_BLOCKED_PORT',
    message: 'port 6000 belongs to another protocol, and fetch does not call it',
    hint: /another port/,
  })
})

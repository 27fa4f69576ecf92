import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startDeadline } from '../../../../client/requests/deadline.ts'
import { bodyError, tooLargeError } from '../../../../client/requests/errors/body.ts'
import { ConnectionError, ContentDecodingError, ReadTimeout, requests } from '../../../../client/requests.ts'
import { serve } from '../../servers.ts'
import { madeUpResponse } from '../made-up.ts'
import { serveBytes } from '../strange-servers.ts'

for (const [name, headers, start, amount] of [
  ['of a known length', 'Content-Length: 100', 'abc', '3 of 100 bytes'],
  ['in chunks', 'Transfer-Encoding: chunked', '9\r\nabc', '3 bytes'],
] as const) {
  test(`a body ${name} that is cut off comes as far as it got`, async t => {
    const base = await serveBytes(t, `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${start}`)
    await assert.rejects(requests.get(base), error => {
      assert.ok(error instanceof ConnectionError)
      assert.equal(error.code, 'ERR_ANSWER_CUT')
      assert.equal(error.message, `answer cut off by ${new URL(base).host} after ${amount}`)
      assert.match(error.hint ?? '', /crashed or was restarted/)
      assert.deepEqual([error.request?.url, error.response?.statusCode], [`${base}/`, 200])
      assert.equal(error.response?.text, 'abc')
      assert.ok(error.cause !== undefined)
      return true
    })
  })
}

test('a body that is not what its Content-Encoding says', async t => {
  for (const encoding of ['gzip', 'br']) {
    const base = await serve(t, (_req, res) =>
      res.writeHead(200, { 'content-encoding': encoding }).end('not compressed'),
    )
    await assert.rejects(requests.get(base), error => {
      assert.ok(error instanceof ContentDecodingError)
      assert.equal(error.code, 'ERR_CONTENT_DECODING')
      assert.match(error.message, new RegExp(`is not the ${encoding} that its Content-Encoding says`))
      assert.equal(error.response?.statusCode, 200)
      return true
    })
  }
})

for (const [code, Kind] of [
  ['Z_DATA_ERROR', ContentDecodingError],
  ['ERR__ERROR_FORMAT_PADDING_1', ContentDecodingError],
  ['ERR_ERROR_FORMAT_PADDING_1', ContentDecodingError],
  ['ERR_BROTLI_DECODER_ERROR_FORMAT', ContentDecodingError],
  ['ZSTD_error_prefix_unknown', ContentDecodingError],
  ['UND_ERR_Z_', ConnectionError],
  ['ECONNRESET', ConnectionError],
  ['UND_ERR_BODY_TIMEOUT', ReadTimeout],
] as const) {
  test(`a body that ends with ${code} is a ${Kind.name}`, () => {
    const error = bodyError(madeUpResponse({}), startDeadline(null), failure(code))
    assert.ok(error instanceof Kind)
  })
}

test("without a timeout, fetch's own limit for the silence in a body is the one that is named", () => {
  const response = madeUpResponse({ content: Buffer.from('half') })
  const { message, hint } = bodyError(response, startDeadline(null), failure('UND_ERR_BODY_TIMEOUT'))
  assert.equal(message, 'the answer from host.example:80 was not complete within 300 s')
  assert.match(hint ?? '', /^4 bytes of the body came/)
})

test('a body beyond the limit carries the answer as far as it was read', () => {
  const response = madeUpResponse({ content: Buffer.from('half') })
  const error = tooLargeError(response, 4)
  assert.deepEqual([error.name, error.code, error.response], ['BodyTooLarge', 'ERR_BODY_TOO_LARGE', response])
  assert.equal(error.message, 'the body from host.example:80 is longer than 4 bytes')
})

function failure(code: string): Error {
  return new TypeError('terminated', { cause: Object.assign(new Error(code), { code }) })
}

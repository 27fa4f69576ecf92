import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import {
  HTTPError,
  InvalidJSONError,
  JSONDecodeError,
  RequestException,
  requests,
} from '../../../client/requests.ts'
import { serve } from '../servers.ts'
import { serveBytes } from './strange-servers.ts'

function answer(t: TestContext, status: number, body: string | Buffer, headers: Record<string, string> = {}) {
  return serve(t, (_req, res) => res.writeHead(status, headers).end(body))
}

test('an answer is plain values after one await', async t => {
  const url = `${await answer(t, 201, '{"name":"Ada"}', { 'X-Test': 'yes' })}/name`
  const r = await requests.get(url)
  assert.equal(r.statusCode, 201)
  assert.equal(r.reason, 'Created')
  assert.equal(r.url, url)
  assert.equal(r.headers.get('x-test'), 'yes')
  assert.equal(r.text, '{"name":"Ada"}')
  assert.deepEqual(r.json(), { name: 'Ada' })
  assert.equal(Buffer.from(r.content).toString(), '{"name":"Ada"}')
})

test('the response knows the request as it was sent', async t => {
  const r = await requests.post(await answer(t, 200, ''), { json: 1, headers: { 'X-Own': 'a' } })
  assert.equal(r.request.method, 'POST')
  assert.equal(r.request.headers.get('x-own'), 'a')
  assert.equal(Buffer.from(r.request.body ?? []).toString(), '1')
})

for (const [status, ok] of [
  [200, true],
  [204, true],
  [302, true],
  [399, true],
  [400, false],
  [500, false],
] as const) {
  test(`ok is ${ok} for ${status}`, async t => {
    assert.equal((await requests.get(await answer(t, status, ''))).ok, ok)
  })
}

for (const [status, reason, side] of [
  [404, 'NOT FOUND', 'Client'],
  [500, 'INTERNAL SERVER ERROR', 'Server'],
] as const) {
  test(`raiseForStatus() of a ${status} has Python's words and the server's`, async t => {
    const url = `${await serve(t, (_req, res) => res.writeHead(status, reason).end('why'))}/name`
    const r = await requests.get(url)
    assert.throws(
      () => r.raiseForStatus(),
      error => {
        assert.ok(error instanceof HTTPError && error instanceof RequestException)
        assert.equal(error.message, `${status} ${side} Error: ${reason} for url: ${url}`)
        assert.equal(error.code, 'ERR_HTTP_STATUS')
        assert.equal(error.response, r)
        assert.equal(error.request, r.request)
        return true
      },
    )
  })
}

test('raiseForStatus() gives the response back if it is ok', async t => {
  const r = await requests.get(await answer(t, 200, ''))
  assert.equal(r.raiseForStatus(), r)
})

test('json() of an HTML page says what came, from where', async t => {
  const base = await answer(t, 200, '\n<!doctype html>\n<title>x</title>', { 'content-type': 'text/html' })
  const r = await requests.get(`${base}/name`)
  assert.throws(
    () => r.json(),
    error => {
      assert.ok(error instanceof JSONDecodeError && error instanceof InvalidJSONError)
      assert.equal(error.message, `not JSON: "<!doctype html>" (200 OK, text/html, from GET ${base}/name)`)
      assert.equal(error.code, 'ERR_NOT_JSON')
      assert.match(error.hint ?? '', /jsonify/)
      assert.equal(error.response, r)
      return true
    },
  )
})

test('json() of nothing says that the body is empty', async t => {
  const r = await requests.get(await answer(t, 204, ''))
  assert.throws(
    () => r.json(),
    /^JSONDecodeError: not JSON: the body is empty \(204 No Content, no content type/,
  )
})

test('json() quotes the first line without the blanks around it', async t => {
  const r = await requests.get(await answer(t, 200, '\r\n  Oh no! \r\nmore'))
  assert.throws(() => r.json(), /: not JSON: "Oh no!" /)
})

test('json() of an answer without a reason names its status alone', async t => {
  const r = await requests.get(await serveBytes(t, 'HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\n?'))
  assert.throws(() => r.json(), /"\?" \(200, no content type/)
})

test('json() quotes a long first line in part, and no control characters', async t => {
  const r = await requests.get(await answer(t, 200, `\x1b[2J\x9b${'a'.repeat(100)}\nmore`))
  assert.throws(() => r.json(), /^JSONDecodeError: not JSON: "\\u001b\[2J\\u009ba{75}…" /)
})

test('json() refuses NaN, which Python accepts', async t => {
  const r = await requests.get(await answer(t, 200, '{"distance": NaN}'))
  assert.throws(() => r.json(), JSONDecodeError)
})

test('a byte order mark before JSON or text is not part of it', async t => {
  const r = await requests.get(await answer(t, 200, '\ufeff{"a":1}'))
  assert.deepEqual(r.json(), { a: 1 })
  assert.equal(r.text, '{"a":1}')
})

test('text is UTF-8 unless the Content-Type names another charset', async t => {
  assert.equal((await requests.get(await answer(t, 200, 'ä', { 'content-type': 'text/plain' }))).text, 'ä')
  for (const charset of ['charset=ISO-8859-1', 'Charset = "iso-8859-1"', 'charset=latin1;format=flowed']) {
    const latin1 = { 'content-type': `text/plain; ${charset}` }
    assert.equal((await requests.get(await answer(t, 200, Buffer.from([0xe4]), latin1))).text, 'ä')
  }
})

test('a charset that nobody knows is read as UTF-8', async t => {
  const headers = { 'content-type': 'text/plain; charset=klingon' }
  assert.equal((await requests.get(await answer(t, 200, 'ä', headers))).text, 'ä')
})

test('a compressed body arrives decompressed', async t => {
  const headers = { 'content-encoding': 'gzip' }
  assert.equal((await requests.get(await answer(t, 200, gzipSync('plain'), headers))).text, 'plain')
})

test('elapsed is in seconds, until the headers and not the body', async t => {
  const base = await serve(t, (_req, res) => {
    setTimeout(() => res.write('first'), 300)
    setTimeout(() => res.end('last'), 2000)
  })
  const started = performance.now()
  const { elapsed } = await requests.get(base)
  const whole = (performance.now() - started) / 1000
  assert.ok(elapsed > 0.25, `${elapsed} s`)
  assert.ok(whole - elapsed > 1, `${elapsed} s of ${whole} s`)
})

test("console.log() shows a response as Python's print() does", async t => {
  assert.equal(inspect(await requests.get(await answer(t, 404, ''))), '<Response [404]>')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ConnectionError,
  ContentDecodingError,
  InvalidURL,
  type RequestException,
  requests,
} from '../../../client/requests.ts'
import { serve } from '../servers.ts'
import { serveBytes, serveTcp } from './strange-servers.ts'

interface Expected {
  kind: typeof RequestException
  code: string
  message: string
  hint?: RegExp
}

async function assertFails(
  call: Promise<unknown>,
  { kind, code, message, hint }: Expected,
): Promise<RequestException> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof kind, `not a ${kind.name}: ${error}`)
  assert.equal(error.name, kind.name)
  assert.equal(error.message, message)
  assert.equal(error.code, code)
  if (hint !== undefined) assert.match(error.hint ?? '', hint)
  assert.ok(error.cause !== undefined)
  assert.ok(error.request !== undefined)
  return error
}

const closedBy = (base: string) => ({
  kind: ConnectionError,
  code: 'ECONNRESET',
  message: `connection closed without an answer by ${new URL(base).host}`,
})

test('nothing listens: connection refused, by name and by address', async () => {
  const port = 2 // registered for a program (compressnet) that nobody runs
  for (const host of ['localhost', '127.0.0.1']) {
    const message = `connection refused by ${host}:${port}`
    const expected = {
      kind: ConnectionError,
      code: 'ECONNREFUSED',
      message,
      hint: /npm start or docker compose up/,
    }
    await assertFails(requests.get(`http://${host}:${port}/name`), expected)
  }
})

test('nobody knows the host', async () => {
  const message = 'no such host: vcm-3461.invalid'
  await assertFails(requests.get('http://vcm-3461.invalid:5000/'), {
    kind: ConnectionError,
    code: 'ENOTFOUND',
    message,
    hint: /spelling/,
  })
})

test('closed as soon as it is accepted, as a port that Docker publishes with nothing behind it', async t => {
  const base = await serveTcp(t, socket => socket.destroy())
  for (let call = 0; call < 20; call += 1) {
    await assertFails(requests.get(base), { ...closedBy(base), hint: /0\.0\.0\.0 inside its container/ })
  }
})

test('closed as soon as it is accepted, 10 calls at a time and without a timeout', async t => {
  const base = await serveTcp(t, socket => socket.destroy())
  const calls = Array.from({ length: 10 }, () => requests.get(base, { timeout: null }))
  await Promise.all(calls.map(call => assertFails(call, closedBy(base))))
})

test('closed after the request', async t => {
  const base = await serveTcp(t, socket => socket.once('data', () => socket.end()))
  await assertFails(requests.get(base), closedBy(base))
})

test('reset after the request', async t => {
  const base = await serveTcp(t, socket => socket.once('data', () => socket.resetAndDestroy()))
  await assertFails(requests.get(base), closedBy(base))
})

test('closed in the middle of the headers', async t => {
  const base = await serveBytes(t, 'HTTP/1.1 200 OK\r\nContent-Le')
  await assertFails(requests.get(base), closedBy(base))
})

for (const [name, headers, amount] of [
  ['of a known length', 'Content-Length: 100', '3 of 100 bytes'],
  ['in chunks', 'Transfer-Encoding: chunked', '3 bytes'],
] as const) {
  test(`a body ${name} that is cut off comes as far as it got`, async t => {
    const base = await serveBytes(
      t,
      `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${headers.endsWith('chunked') ? '9\r\n' : ''}abc`,
    )
    const message = `answer cut off by ${new URL(base).host} after ${amount}`
    const expected = {
      kind: ConnectionError,
      code: 'ERR_ANSWER_CUT',
      message,
      hint: /crashed or was restarted/,
    }
    const error = await assertFails(requests.get(base), expected)
    assert.equal(error.response?.text, 'abc')
    assert.equal(error.response?.statusCode, 200)
  })
}

test('another protocol answers, such as ssh', async t => {
  const base = await serveTcp(t, socket => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'))
  const message = `port ${new URL(base).port} of 127.0.0.1 answered, but not HTTP: "SSH-2.0-OpenSSH_9.2p1"`
  await assertFails(requests.get(base), {
    kind: ConnectionError,
    code: 'ERR_NOT_HTTP',
    message,
    hint: /Another program/,
  })
})

for (const [name, head] of [
  ['a status of 99', '099 Low'],
  ['a length that is no number', '200 OK\r\nContent-Length: x'],
] as const) {
  test(`broken HTTP: ${name}`, async t => {
    const base = await serveBytes(t, `HTTP/1.1 ${head}\r\n\r\n`)
    await assert.rejects(requests.get(base), error => {
      assert.ok(error instanceof ConnectionError)
      assert.equal(error.code, 'ERR_BROKEN_HTTP')
      assert.match(error.message, /^127\.0\.0\.1:\d+ answered in broken HTTP: \w/)
      return true
    })
  })
}

test('more headers than anybody needs', async t => {
  const base = await serveBytes(t, `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`)
  const message = `${new URL(base).host} answered with more than 16 KiB of headers`
  await assertFails(requests.get(base), { kind: ConnectionError, code: 'ERR_HEADERS_TOO_LARGE', message })
})

test('a body that is not what its Content-Encoding says', async t => {
  for (const encoding of ['gzip', 'br']) {
    const base = await serve(t, (_req, res) =>
      res.writeHead(200, { 'content-encoding': encoding }).end('not compressed'),
    )
    await assert.rejects(requests.get(base), error => {
      assert.ok(error instanceof ContentDecodingError)
      assert.equal(error.code, 'ERR_CONTENT_DECODING')
      assert.match(error.message, new RegExp(`is not the ${encoding} that its Content-Encoding says`))
      return true
    })
  }
})

test('a port that fetch does not call', async () => {
  const message = 'port 6000 belongs to another protocol, and fetch does not call it'
  await assertFails(requests.get('http://localhost:6000/'), {
    kind: InvalidURL,
    code: 'ERR_BLOCKED_PORT',
    message,
  })
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener, type ServerOptions } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import type { CorsOrigins } from '../../../src/cluster/cors-origins.ts'
import { answerClientErrors } from '../../../src/cluster/worker/client-errors.ts'
import { beginAnswer, createConnections, watchServer } from '../../../src/cluster/worker/connections.ts'
import { closeAll } from '../../../src/cluster/worker/drain.ts'

interface Setup {
  readonly options?: ServerOptions
  readonly corsOrigins?: CorsOrigins
  readonly app?: RequestListener
  /** What the client sends as soon as something has come. */
  readonly more?: string
}

/** Sends bytes to a server, and gives all that comes until the connection ends. */
async function answersTo(t: TestContext, bytes: string, setup: Setup = {}): Promise<string> {
  const {
    options = {},
    corsOrigins = [],
    app = (_request, response) => response.end('the app'),
    more,
  } = setup
  const connections = createConnections()
  const server = createServer({ connectionsCheckingInterval: 20, ...options }, (request, response) => {
    beginAnswer(connections, response)
    app(request, response)
  })
  answerClientErrors(server, connections, corsOrigins)
  watchServer(connections, server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    server.close()
    closeAll(connections)
  })
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(bytes)
  if (more) socket.once('data', () => socket.write(more))
  return text(socket)
}

const whole = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const broken = 'nothing of HTTP\r\n\r\n'
const chunked = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n'

const refused: [what: string, bytes: string, options: ServerOptions, status: string, detail: string][] = [
  ['what is not HTTP', broken, {}, '400 Bad Request', 'This is not a request of HTTP/1.1 (RFC 9112).'],
  [
    'a header that is too large',
    `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(500)}\r\n\r\n`,
    { maxHeaderSize: 200 },
    '431 Request Header Fields Too Large',
    'The header is larger than this server takes.',
  ],
  [
    'chunk extensions that are too long',
    `${chunked}\r\n1;${'x'.repeat(20_000)}\r\na\r\n0\r\n\r\n`,
    {},
    '413 Payload Too Large',
    'The chunk extensions are longer than this server takes.',
  ],
  [
    'a header that comes too slowly',
    'GET / HTTP/1.1\r\n',
    { headersTimeout: 50 },
    '408 Request Timeout',
    'The request took too long to arrive.',
  ],
  [
    'a body that comes too slowly',
    `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n`,
    { requestTimeout: 50, headersTimeout: 50 },
    '408 Request Timeout',
    'The request took too long to arrive.',
  ],
]
const reading: RequestListener = (request, response) =>
  request.resume().on('end', () => response.end('the app'))
for (const [what, bytes, options, status, detail] of refused) {
  test(`${what} is answered with ${status}, and its connection ends`, async t => {
    const [head = '', body = ''] = (await answersTo(t, bytes, { options, app: reading })).split('\r\n\r\n')
    assert.match(head, new RegExp(`^HTTP/1\\.1 ${status}\r\nConnection: close\r\n`))
    assert.equal(JSON.parse(body).detail, detail)
  })
}

test('what speaks the PROXY protocol is told so', async t => {
  assert.match(await answersTo(t, `PROXY UNKNOWN\r\n${whole}`), /begins with the PROXY protocol/)
})

test('the answers to whole requests go out before that to a broken one', async t => {
  const app: RequestListener = (_request, response) => setTimeout(() => response.end('the app'), 50)
  const answers = await answersTo(t, whole + whole + broken, { app })
  assert.deepEqual(answers.match(/HTTP\/1\.1 \d+/g), ['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 400'])
})

test('half an answer is cut, as nothing else tells that the rest will not come', async t => {
  const app: RequestListener = (_request, response) => response.write('half')
  const answers = await answersTo(t, `${chunked}\r\n`, { app, more: 'no chunk\r\n' })
  assert.match(answers, /^HTTP\/1\.1 200 .*half/s)
  assert.doesNotMatch(answers, /400/)
})

const allowed = 'Access-Control-Allow-Origin: https://b.org\r\n'
const corsOrigins = ['https://a.org', 'https://b.org']

test('a page that the app allows may read the answer to a header that is broken', async t => {
  const bytes = 'GET / HTTP/1.1\r\nOrigin: https://b.org\r\nbroken\r\n\r\n'
  assert.ok((await answersTo(t, bytes, { corsOrigins })).includes(allowed))
})

test('a page that the app allows may read the answer to a body that is broken', async t => {
  const bytes = `${chunked}Origin: https://b.org\r\n\r\nno chunk\r\n`
  assert.ok((await answersTo(t, bytes, { corsOrigins, app: reading })).includes(allowed))
})

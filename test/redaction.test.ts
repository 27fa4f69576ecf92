/** What becomes of passwords and sessions: in a line of the log, and in the log of an app that logs the headers with them. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { format, inspect } from 'node:util'
import { redactHeaders } from '../src/redaction.ts'
import { startLoggedApp } from './http/logged-app.ts'

const app = await startLoggedApp(1)
after(() => app.stop())

function redacted(value: unknown): unknown {
  return JSON.parse(redactHeaders(JSON.stringify(value)))
}

test('the headers that prove who somebody is are redacted, in any case and at any depth', () => {
  const headers = {
    authorization: 'Bearer x',
    'Proxy-Authorization': 'x',
    Cookie: 'a=x',
    'set-cookie': ['a="]"', 'b=x'],
  }
  const hidden = {
    authorization: '[Redacted]',
    'Proxy-Authorization': '[Redacted]',
    Cookie: '[Redacted]',
    'set-cookie': '[Redacted]',
  }
  const hide = (places: unknown) =>
    assert.deepEqual(redacted(places), JSON.parse(JSON.stringify(places, swap)))
  const swap = (_key: string, value: unknown) => (value === headers ? hidden : value)
  hide({ headers })
  hide({ req: { headers }, res: { headers } })
  hide({ err: { config: [{ headers }], response: { headers } } })
})

test('the values of a flat list, as in rawHeaders, are redacted, and its other headers are not', () => {
  assert.deepEqual(redacted(['Host', 'x', 'Authorization', 'Basic x', 'Accept', 'y']), [
    'Host',
    'x',
    'Authorization',
    '[Redacted]',
    'Accept',
    'y',
  ])
})

test('a head that was logged as text keeps its other lines', () => {
  const head = 'GET / HTTP/1.1\r\nAuthorization: Digest a="b\\c"\r\nHost: x\r\nCookie: a=b; c=d\r\n\r\n'
  const hidden = 'GET / HTTP/1.1\r\nAuthorization: [Redacted]\r\nHost: x\r\nCookie: [Redacted]\r\n\r\n'
  assert.deepEqual(redacted({ _header: head }), { _header: hidden })
})

test('a value cannot end its own redaction early', () => {
  for (const value of ['"', '\\', '\\"', '","kept":"', '\u2028', '[', ']']) {
    assert.deepEqual(redacted({ cookie: `${value}secret` }), { cookie: '[Redacted]' })
  }
})

test('a line without such a header is left as it is', () => {
  const line = '{"msg":"authorization failed, no cookie","headers":{"accept":"*/*"}}\n'
  assert.equal(redactHeaders(line), line)
})

const secrets = { Authorization: 'Basic hunter2', Cookie: 'session=hunter2' }

async function call(id: string, path: string): Promise<void> {
  const answer = await fetch(`${app.origin}${path}`, {
    headers: { 'X-Request-Id': id, 'X-Other': 'kept', ...secrets },
  })
  await answer.text()
}

test('the line of the access log has no header', async () => {
  await call('access', '/hello/x')
  const { text } = await app.line({ id: 'access', method: 'GET' })
  assert.doesNotMatch(text, /hunter2|kept|[Cc]ookie|[Aa]uthorization/)
})

test('headers that a handler logs are there, but for Authorization, Cookie and Set-Cookie', async () => {
  await call('headers', '/headers')
  const { text, entry } = await app.line({ id: 'headers', msg: 'headers' })
  const headers = entry.headers as Record<string, string>
  const { 'set-cookie': setCookie } = (entry.res as { headers: Record<string, string> }).headers
  assert.deepEqual([headers.authorization, headers.cookie, setCookie], Array(3).fill('[Redacted]'))
  assert.equal(headers['x-other'], 'kept')
  assert.match(text, /"Cookie","\[Redacted\]"/i)
  assert.doesNotMatch(text, /hunter2/)
})

test('headers that hang on an error are redacted as deep as they hang', async () => {
  await call('call', '/call')
  const { text, entry } = await app.line({ id: 'call', level: 'error' })
  const err = entry.err as { message: string; config: unknown; response: unknown }
  assert.equal(err.message, 'The other server refused')
  assert.deepEqual(err.config, { headers: { Authorization: '[Redacted]', accept: 'text/plain' } })
  assert.deepEqual(err.response, { headers: { 'set-cookie': '[Redacted]' } })
  assert.doesNotMatch(text, /hunter2/)
})

test('no line at all has the secrets that were sent', () => {
  assert.notEqual(app.lines.length, 0)
  for (const { text } of app.lines) assert.doesNotMatch(text, /hunter2/)
})

test('a word in the place of a key, an id, a path or another value is no header, and the line stays as it is', () => {
  const lines = [
    { id: 'Cookie', method: 'GET', path: '/x' },
    { id: 'Authorization: x', user: 'set-cookie', path: '/Cookie:a/authorization:b,cookie:c' },
    { msg: 'GET /cookie:a/b failed', id: 'cookie' },
    { msg: "GET /a,cookie:'b',x failed" },
    { rawHeaders: ['Vary', 'Cookie', 'Date', 'today', 'Access-Control-Allow-Headers', 'authorization'] },
    { msg: format('%o', ['Vary', 'Cookie', 'Date', 'today']) },
    { session: { cookie: { httpOnly: true, maxAge: 1 } } },
    { name: 'cookie jar', value: 'kept' },
    { msg: 'no cookie: none was sent' },
  ]
  for (const line of lines) {
    const text = `${JSON.stringify(line)}\n`
    // An id that is a header's line, at the beginning of a text, reads as one.
    if (line.id === 'Authorization: x') assert.deepEqual(redacted({ ...line, id: 'x' }), { ...line, id: 'x' })
    else assert.equal(redactHeaders(text), text)
  }
})

/** What Node, undici, axios and HAR make of the headers, as objects. */
const shapes: Record<string, unknown> = {
  'an object of headers': { Cookie: 'hunter2', other: 'kept' },
  'several values': { 'Set-Cookie': ['a=hunter2', 'b=hunter2'], other: 'kept' },
  'a list of names and values': ['Host', 'kept', 'Proxy-Authorization', 'hunter2'],
  'a list with a repeated value': ['Host', 'kept', 'set-cookie', ['a=hunter2', 'b=hunter2']],
  pairs: [
    ['host', 'kept'],
    ['authorization', 'hunter2'],
  ],
  'pairs of name and value': [
    { name: 'Cookie', value: 'hunter2' },
    { value: 'hunter2', name: 'authorization', comment: 'kept' },
  ],
  'a head': 'GET / HTTP/1.1\r\nHost: kept\r\nAuthorization: Basic hunter2\r\nX: kept',
  'a head of a debugger': '> GET / HTTP/1.1\n> Host: kept\n> cookie: a=hunter2\n> X: kept',
  'the headers that Node keeps': { cookie: ['Cookie', "a='hunter2'"], host: ['Host', 'kept'] },
  'a secret with every quote': { cookie: `"hunter2'hunter2\`hunter2\\`, other: 'kept' },
}
for (const [what, shape] of Object.entries(shapes)) {
  test(`${what}: the secret is hidden and the rest kept, in a field, in JSON in a text and as Node shows it`, () => {
    const ways = [
      shape,
      JSON.stringify({ shape }),
      format('%o', { shape }),
      format('%O', shape),
      inspect(shape, { compact: false }),
    ]
    for (const way of ways) {
      const text = redactHeaders(JSON.stringify({ way, after: 'kept too' }))
      assert.doesNotMatch(text, /hunter2/, String(way))
      assert.match(text, /kept.*"after":"kept too"/s, String(way))
      assert.match(text, /cookie|authorization/i)
    }
  })
}

test('Headers and a Map are hidden as Node shows them', () => {
  for (const shown of [new Headers({ cookie: 'hunter2' }), new Map([['set-cookie', 'hunter2']])])
    assert.doesNotMatch(redactHeaders(JSON.stringify({ msg: format('%o %O', shown, shown) })), /hunter2/)
})

test('a path with the name of a header is in the access log as it was sent', async () => {
  await call('Cookie', '/Cookie:a/authorization')
  const { entry } = await app.line({ id: 'Cookie', method: 'GET' })
  assert.deepEqual([entry.path, entry.status], ['/Cookie:a/authorization', 404])
})

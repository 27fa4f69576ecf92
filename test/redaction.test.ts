/** What becomes of passwords and sessions: in a line of the log, and in the log of an app that logs the headers with them. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
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

/** What becomes of passwords and sessions when an app logs the headers that carry them. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startLoggedApp } from './logged-app.ts'

const app = await startLoggedApp(1)
after(() => app.stop())

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

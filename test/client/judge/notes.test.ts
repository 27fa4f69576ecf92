import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'

test('a pattern of another language leaves a right server right, and is noted', async t => {
  const schema = { type: 'string', pattern: '(?i)^[a-z]+\\Z' }
  const responses = { 200: { content: { 'application/json': { schema } } } }
  const document = { openapi: '3.0.3', paths: { '/code': { get: { responses } } } }
  const host = await serve(t, ({ url }, response) =>
    response.end(JSON.stringify(url === '/openapi.json' ? document : 'ABC')),
  )
  const { code, stdout } = await runClient([host])
  assert.equal(code, 0)
  assert.match(stdout, /✓ GET \/code[^✗]*\n {2}note: pattern .*\(\?i\).* cannot be checked\n/)
  const lines = (await runClient([host, '--json'])).stdout.split('\n')
  assert.equal(JSON.parse(lines[0] ?? '').notes.length, 1)
})

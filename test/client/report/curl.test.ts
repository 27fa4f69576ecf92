import assert from 'node:assert/strict'
import { test } from 'node:test'
import { curlCommand } from '../../../client/report/curl.ts'
import { keepHeader } from '../../../client/secrets.ts'

test('the curl line survives a shell, whatever is in the request', () => {
  const headers = new Headers({
    'content-type': 'application/json',
    authorization: 'Basic c2VjcmV0',
    accept: '*/*',
  })
  const body = new TextEncoder().encode(`{"name":"O'Hara $(id)"}`)
  const line = curlCommand({ method: 'POST', url: "http://vcm-1:5000/a?b='c'", headers, body })
  assert.equal(
    line,
    `curl -i -u USER -H 'content-type: application/json' --data-raw '{"name":"O'\\''Hara $(id)"}' 'http://vcm-1:5000/a?b='\\''c'\\'''`,
  )
})

test('curl is told to take brackets and braces as they are', () => {
  const line = curlCommand({
    method: 'GET',
    url: 'http://[::1]:5000/a?b[]={c}',
    headers: new Headers(),
    body: undefined,
  })
  assert.equal(line, "curl -i -g 'http://[::1]:5000/a?b[]={c}'")
})

test('a token and a key become variables, which the reader fills', () => {
  keepHeader('X-API-Key', 'hush')
  const line = (headers: Record<string, string>) =>
    curlCommand({ method: 'GET', url: 'http://vcm-1/', headers: new Headers(headers), body: undefined })
  assert.equal(
    line({ authorization: 'Bearer hush', 'x-api-key': 'hush' }),
    'curl -i -H "authorization: Bearer $CLIENT_TOKEN" -H "x-api-key: $X_API_KEY" http://vcm-1/',
  )
  assert.equal(line({ authorization: 'hush' }), 'curl -i -H "authorization: $CLIENT_TOKEN" http://vcm-1/')
})

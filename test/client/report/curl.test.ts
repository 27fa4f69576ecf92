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

const bytes = new TextEncoder().encode('a=1')

for (const [method, body, line] of [
  ['GET', undefined, 'curl -i http://vcm-1/'],
  ['HEAD', undefined, 'curl -I http://vcm-1/'],
  ['POST', bytes, 'curl -i --data-raw a=1 http://vcm-1/'],
  ['POST', undefined, 'curl -i -X POST http://vcm-1/'],
  ['PUT', bytes, 'curl -i -X PUT --data-raw a=1 http://vcm-1/'],
  ['DELETE', undefined, 'curl -i -X DELETE http://vcm-1/'],
] as const) {
  test(`a ${method} with ${body === undefined ? 'no' : 'a'} body is ${line}`, () => {
    assert.equal(curlCommand({ method, url: 'http://vcm-1/', headers: new Headers(), body }), line)
  })
}

test('a HEAD of a URL with brackets is told to take them as they are, too', () => {
  const url = 'http://[::1]/'
  const line = curlCommand({ method: 'HEAD', url, headers: new Headers(), body: undefined })
  assert.equal(line, "curl -I -g 'http://[::1]/'")
})

for (const [value, words] of [
  ['Basic dTpw', '-u USER'],
  ['basic dTpw', '-u USER'],
  ['Bearer hush', '-H "authorization: Bearer $CLIENT_TOKEN"'],
  ['Token hush', '-H "authorization: Token $CLIENT_TOKEN"'],
  ['hush token hush', '-H "authorization: $CLIENT_TOKEN"'],
] as const) {
  test(`of "Authorization: ${value}" the command has ${words}`, () => {
    const headers = new Headers({ authorization: value })
    const line = curlCommand({ method: 'GET', url: 'http://vcm-1/', headers, body: undefined })
    assert.equal(line, `curl -i ${words} http://vcm-1/`)
  })
}

test('cookies, and what curl sends by itself, are left out', () => {
  const headers = new Headers({ cookie: 'sid=hush', accept: '*/*', 'user-agent': 'x', 'x-own': '1' })
  const line = curlCommand({ method: 'GET', url: 'http://vcm-1/', headers, body: undefined })
  assert.equal(line, "curl -i -H 'x-own: 1' http://vcm-1/")
})

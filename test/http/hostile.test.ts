/** Requests that nobody means well with: none may cause a 5xx, be answered as something else, or learn of the inside. */
import './quiet.ts'
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { app } from '../../src/main.ts'
import { exchange, jsonBytes, requestBytes, serve } from './socket.ts'

const server = await serve(app)
after(server.close)

/** What is sent, and which status it gets. */
const requests: Record<string, [bytes: Buffer, status: number]> = {
  'OPTIONS *': [requestBytes('OPTIONS', '*'), 404],
  'GET *': [requestBytes('GET', '*'), 404],
  'the whole URL of a path, as proxies send it': [requestBytes('GET', 'http://elsewhere/name'), 200],
  'the whole URL of the root, without a path': [requestBytes('GET', 'http://elsewhere'), 200],
  'the URL of a host that is none': [requestBytes('GET', 'http://[::1/name'), 404],
  'the URL of a host with a %': [requestBytes('GET', 'http://a%/name'), 404],
  'a target that is no path': [requestBytes('GET', 'name'), 400],
  'an unheard-of method': [requestBytes('BREW', '/name'), 400],
  'TRACE, which would echo headers': [requestBytes('TRACE', '/name', { Cookie: 'secret' }), 405],
  'a lone %': [requestBytes('GET', '/%'), 400],
  'a broken %-encoding under an unknown path': [requestBytes('GET', '/nope/%ff'), 400],
  'a surrogate in %-encoding': [requestBytes('GET', '/hello/%ED%A0%80'), 400],
  'an overlong %-encoding': [requestBytes('GET', '/hello/%C0%AF'), 400],
  'a broken %-encoding under the docs': [requestBytes('GET', '/docs/%E0'), 400],
  'bytes above ASCII in the path': [requestBytes('GET', '/hello/\xe9\x9b'), 400],
  '__proto__ as a path': [requestBytes('GET', '/__proto__'), 404],
  'constructor as a path': [requestBytes('GET', '/constructor/prototype'), 404],
  'a way out of the docs': [requestBytes('GET', '/docs/../../package.json'), 404],
  'an encoded way out of the docs': [requestBytes('GET', '/docs/..%2f..%2fpackage.json'), 404],
  'a NUL in the docs': [requestBytes('GET', '/docs/swagger-ui.css%00'), 404],
  'a range that no asset has': [
    requestBytes('GET', '/docs/swagger-ui.css', { Range: 'bytes=99999999-' }),
    416,
  ],
  'a query of 3,000 parts': [requestBytes('GET', `/name?${'a=1&'.repeat(3000)}`), 200],
  'a query of broken %-encodings and __proto__': [
    requestBytes('GET', '/name?%=%&__proto__[x]=1&a[b]=1'),
    200,
  ],
  'headers of 17,000 bytes': [requestBytes('GET', '/name', { X: 'x'.repeat(17_000) }), 431],
  'a name of 8,000 characters': [requestBytes('GET', `/hello/${'x'.repeat(8000)}`), 400],
  'a GET with a body': [requestBytes('GET', '/name', { 'Content-Length': '2' }, '{}'), 200],
  'a length that is no number': [requestBytes('POST', '/distance', { 'Content-Length': 'x' }), 400],
  'a body with both a length and chunks': [
    requestBytes('POST', '/distance', { 'Content-Length': '5', 'Transfer-Encoding': 'chunked' }, '0\r\n\r\n'),
    400,
  ],
  '__proto__ as a field': [jsonBytes('/distance', '{"__proto__":{"a":[1,2],"b":[3,4]}}'), 400],
  'constructor as a field': [
    jsonBytes('/distance', '{"a":[1,2],"b":[3,4],"constructor":{"prototype":1}}'),
    200,
  ],
  'arrays 40,000 deep where a number belongs': [
    jsonBytes('/distance', `{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}`),
    400,
  ],
  'a hundred thousand errors': [jsonBytes('/distance', `[${'{},'.repeat(30_000)}0]`), 400],
  'a string of half surrogates': [jsonBytes('/distance', `{"a":"${'\\ud800'.repeat(100)}"}`), 400],
  'a number of 1,000 digits': [jsonBytes('/distance', `{"a":[${'9'.repeat(1000)},0],"b":[0,0]}`), 400],
  'minus zero and the smallest number': [jsonBytes('/distance', '{"a":[-0,5e-324],"b":[0,0]}'), 200],
}

for (const [name, [bytes, status]] of Object.entries(requests)) {
  test(`${name} gets a ${status} that tells nothing of the inside`, async () => {
    const answer = await exchange(server.port, bytes)
    assert.equal(answer.status, status, answer.body)
    assert.doesNotMatch(answer.body, /node_modules|\.ts\b|\.js:|\bat .*:\d+|node:internal|secret/)
    assert.ok(answer.body.length < 20_000 || status === 200)
  })
}

test('after all of that the server answers as before', async () => {
  const { status, body } = await exchange(server.port, requestBytes('GET', '/health'))
  assert.deepEqual([status, body], [200, '{"status":"ok"}\n'])
  assert.equal('x' in {}, false)
})

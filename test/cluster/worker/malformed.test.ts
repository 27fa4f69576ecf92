import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { refuseMalformed } from '../../../src/cluster/worker/malformed.ts'
import { refuse } from '../../../src/cluster/worker/refuse.ts'
import { exchange, serve } from '../../http/socket.ts'

const { port, close } = await serve((request, response) => {
  const refusal = refuseMalformed(request)
  if (refusal) refuse(response, refusal, {})
  else response.setHeader('Connection', 'close').end('taken')
})
after(close)

/** What becomes of a request with these lines: why it is refused, or `taken`. */
async function said(...lines: string[]): Promise<string> {
  const { status, headers, body } = await exchange(
    port,
    Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
  )
  if (status === 200) return body
  assert.deepEqual([status, headers.get('connection')], [400, 'close'])
  return JSON.parse(body).detail
}

const get = 'GET / HTTP/1.1'
const chunked = ['Content-Type: text/plain', 'Transfer-Encoding: chunked', '', '0']

for (const host of [
  'a',
  'vm-1.example.org:5000',
  'a:',
  '',
  '10.0.0.1',
  '[::1]',
  '[fd00::1]:80',
  '[::FFFF:10.0.0.1]',
])
  test(`the host "${host}" is one`, async () => {
    assert.equal(await said(get, `Host: ${host}`), 'taken')
  })

for (const host of [
  'a b',
  'a/b',
  'http://a',
  'a:80x',
  'a:b',
  'x[::1]',
  '[::1]x',
  '[::1',
  '[]',
  '[g::]',
  'a@b',
  'ä',
])
  test(`the host "${host}" is none`, async () => {
    assert.equal(await said(get, `Host: ${host}`), 'The Host header is not HOST or HOST:PORT.')
  })

test('of two hosts a proxy may take the other one', async () => {
  assert.equal(await said(get, 'Host: a', 'host: b'), 'There is more than one Host header.')
})

test('a field is no second host for a name as long, or a value such as it', async () => {
  assert.equal(await said(get, 'Host: a', 'Via2: host', 'X-Host: b', 'Y: host'), 'taken')
})

test('a version of HTTP that is not 1 is refused as such, whatever else is wrong', async () => {
  assert.equal(await said('GET / HTTP/2.0', 'Host: a b'), 'This server speaks HTTP/1.1.')
})

test('a chunked body is taken, in whatever case it says so', async () => {
  assert.equal(await said('POST / HTTP/1.1', 'Host: a', ...chunked), 'taken')
  assert.equal(await said('POST / HTTP/1.1', 'Host: a', 'Transfer-Encoding: Chunked', '', '0'), 'taken')
})

test('another coding of the body is not known', async () => {
  const line = 'Transfer-Encoding: gzip, chunked'
  assert.equal(
    await said('POST / HTTP/1.1', 'Host: a', line, '', '0'),
    'The only Transfer-Encoding known here is chunked.',
  )
})

test('HTTP/1.0 has no coding of the body', async () => {
  assert.equal(await said('POST / HTTP/1.0', 'Host: a', ...chunked), 'HTTP/1.0 has no Transfer-Encoding.')
})

test('HTTP/1.0 without a host is taken', async () => {
  assert.equal(await said('GET / HTTP/1.0'), 'taken')
})

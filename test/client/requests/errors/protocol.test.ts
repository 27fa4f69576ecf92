import assert from 'node:assert/strict'
import { test } from 'node:test'
import { protocolFinding } from '../../../../client/requests/errors/protocol.ts'
import { requests } from '../../../../client/requests.ts'
import { serveBytes, serveTcp } from '../strange-servers.ts'

const vm = new URL('http://vcm-3461.example:5000/name')

test('another protocol answers, such as ssh', async t => {
  const base = await serveTcp(t, socket => socket.write('SSH-2.0-OpenSSH_9.2p1\r\n'))
  await assert.rejects(requests.get(base), {
    name: 'ConnectionError',
    code: 'ERR_NOT_HTTP',
    message: `port ${new URL(base).port} of 127.0.0.1 answered, but not HTTP: "SSH-2.0-OpenSSH_9.2p1"`,
    hint: /Another program/,
  })
})

test('http to a server that speaks https and says so in TLS', async t => {
  const unexpectedMessage = Buffer.from([21, 3, 3, 0, 2, 2, 10]) // a fatal alert, RFC 8446, section 6
  const base = await serveBytes(t, unexpectedMessage)
  const target = new URL(base).host
  await assert.rejects(requests.get(base), {
    name: 'ConnectionError',
    code: 'ERR_HTTPS_ONLY',
    message: `${target} speaks https, not http`,
    hint: `Write https://${target} instead.`,
  })
})

for (const [name, head, fault] of [
  ['a status of 99', '099 Low', 'an impossible status or length'],
  ['a length that is no number', '200 OK\r\nContent-Length: x', 'Invalid character in Content-Length'],
] as const) {
  test(`broken HTTP: ${name}`, async t => {
    const base = await serveBytes(t, `HTTP/1.1 ${head}\r\n\r\n`)
    await assert.rejects(requests.get(base), {
      name: 'ConnectionError',
      code: 'ERR_BROKEN_HTTP',
      message: `${new URL(base).host} answered in broken HTTP: ${fault}`,
      hint: /by hand/,
    })
  })
}

test('a length beyond all numbers, of which fetch itself complains, is broken HTTP', () => {
  const code = 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  const finding = protocolFinding(vm, { code, message: 'unused', data: undefined })
  assert.equal(
    finding?.message,
    'vcm-3461.example:5000 answered in broken HTTP: an impossible status or length',
  )
})

test('a complaint of the parser without a reason in brackets is told as it is', () => {
  const finding = protocolFinding(vm, { code: '', message: 'Parse Error', data: 'HTTP/1.1 2' })
  assert.equal(finding?.message, 'vcm-3461.example:5000 answered in broken HTTP: Parse Error')
})

test('what broke before the parser saw anything says nothing about HTTP', () => {
  assert.equal(protocolFinding(vm, { code: 'ECONNRESET', message: 'unused', data: undefined }), undefined)
})

test('more headers than anybody needs', async t => {
  const base = await serveBytes(t, `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`)
  await assert.rejects(requests.get(base), {
    name: 'ConnectionError',
    code: 'ERR_HEADERS_TOO_LARGE',
    message: `${new URL(base).host} answered with more than 16 KiB of headers`,
  })
})

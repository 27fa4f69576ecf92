/** The words for networks that no test can count on having: without DNS, without a route. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectionFinding } from '../../../../client/requests/errors/connection.ts'
import { ConnectionError } from '../../../../client/requests.ts'

const vm = new URL('http://vcm-3461.example:5000/name')

test('no DNS server answers', () => {
  assert.deepEqual(connectionFinding(vm, 'EAI_AGAIN'), {
    Kind: ConnectionError,
    message: 'cannot reach a DNS server to look up vcm-3461.example',
    code: 'EAI_AGAIN',
    hint: 'The network or the VPN of this machine is down.',
  })
})

test('nobody knows the host', () => {
  const { message, hint } = connectionFinding(vm, 'ENOTFOUND') ?? {}
  assert.equal(message, 'no such host: vcm-3461.example')
  assert.match(hint ?? '', /^Check the spelling/)
})

for (const code of ['EADDRNOTAVAIL', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']) {
  test(`${code}: there is no way to the machine`, () => {
    assert.deepEqual(connectionFinding(vm, code), {
      Kind: ConnectionError,
      message: `no way to vcm-3461.example:5000 (${code})`,
      code,
      hint: 'Is the network or the VPN of this machine up? The machine may be switched off, or a firewall may drop port 5000.',
    })
  })
}

for (const [code, url, hint] of [
  [
    'ECONNREFUSED',
    'http://localhost:5000/',
    /^Nothing listens on port 5000 of this machine\. Start the server/,
  ],
  [
    'ECONNREFUSED',
    vm,
    /but nothing listens on port 5000 from outside.* bound to 0\.0\.0\.0 \(not 127\.0\.0\.1\)/,
  ],
  ['ECONNRESET', vm, /^In Docker, .* write https:\/\/vcm-3461\.example:5000\.$/],
  ['EPIPE', vm, /^In Docker, /],
  ['UND_ERR_SOCKET', vm, /^In Docker, /],
  ['ECONNRESET', 'https://vcm-3461.example/', /^What listens there may not speak https/],
  ['ETIMEDOUT', 'http://localhost:5000/', /Something holds port 5000 of this machine/],
  ['ETIMEDOUT', 'https://localhost:5000/', /Does the server on port 5000 of this machine speak https/],
] as const) {
  test(`${code} from ${url} has a hint that fits: ${hint.source}`, () => {
    assert.match(connectionFinding(new URL(url), code)?.hint ?? '', hint)
  })
}

for (const code of ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']) {
  test(`${code} is a connection that was closed, in one word for programs`, () => {
    const { message, code: word } = connectionFinding(vm, code) ?? {}
    assert.equal(message, 'connection closed without an answer by vcm-3461.example:5000')
    assert.equal(word, 'ECONNRESET')
  })
}

test('what is no failure of a connection is left to others', () => {
  assert.equal(connectionFinding(vm, 'CERT_HAS_EXPIRED'), undefined)
})

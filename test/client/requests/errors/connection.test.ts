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

for (const code of ['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']) {
  test(`${code}: there is no way to the machine`, () => {
    assert.deepEqual(connectionFinding(vm, code), {
      Kind: ConnectionError,
      message: `no way to vcm-3461.example:5000 (${code})`,
      code,
      hint: 'Is the network or the VPN of this machine up? The machine may be switched off, or a firewall may drop port 5000.',
    })
  })
}

test('the hint for a machine elsewhere that refuses names 0.0.0.0', () => {
  assert.match(connectionFinding(vm, 'ECONNREFUSED')?.hint ?? '', /bound to 0\.0\.0\.0 \(not 127\.0\.0\.1\)/)
})

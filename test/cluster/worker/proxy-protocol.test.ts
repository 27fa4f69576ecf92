import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exchange, requestBytes } from '../../http/socket.ts'
import { serving } from '../serving.ts'

const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1')
const addresses = Buffer.from([0x21, 0x11, 0, 12, 10, 0, 0, 1, 10, 0, 0, 2, 0x0f, 0xf0, 0, 80])

/** What a load balancer puts before the first request of a connection. */
const beginnings: Record<string, Buffer> = {
  'version 1 for IPv4': Buffer.from('PROXY TCP4 10.0.0.1 10.0.0.2 4080 80\r\n'),
  'version 1 for IPv6': Buffer.from('PROXY TCP6 fd00::1 fd00::2 4080 80\r\n'),
  'version 1 of a health check': Buffer.from('PROXY UNKNOWN\r\n'),
  'version 2': Buffer.concat([signature, addresses]),
  'version 2 of a health check': Buffer.concat([signature, Buffer.from([0x20, 0, 0, 0])]),
}

const others: Record<string, Buffer> = {
  'another method': Buffer.from('PROXY /a HTTP/1.1\r\n'),
  'other zeroes': Buffer.from('\r\n\r\n\0\r\nQUITE\n'),
}

test('who speaks the PROXY protocol is told what it is, and that the load balancer has to stop it', async () => {
  await serving({}, async ({ port }) => {
    for (const [what, bytes] of Object.entries(beginnings)) {
      const answer = await exchange(port, Buffer.concat([bytes, requestBytes('GET', '/')]))
      assert.equal(answer.status, 400, what)
      const { detail } = JSON.parse(answer.body)
      assert.match(detail, /PROXY protocol.* Switch the PROXY protocol off in the load balancer/, what)
    }
  })
})

test('what else is no HTTP is not taken for the PROXY protocol', async () => {
  await serving({}, async ({ port }) => {
    for (const [what, bytes] of Object.entries(others)) {
      const answer = await exchange(port, Buffer.concat([bytes, requestBytes('GET', '/')]))
      assert.equal(answer.status, 400, what)
      assert.match(JSON.parse(answer.body).detail, /^This is not a request of HTTP\/1\.1/, what)
    }
  })
})

test('a request that mentions the PROXY protocol is answered', async () => {
  await serving({}, async ({ port }) => {
    const bytes = requestBytes('POST', '/', { 'Content-Length': '32' }, 'PROXY TCP4 10.0.0.1 10.0.0.2 1 2')
    assert.equal((await exchange(port, bytes)).status, 200)
  })
})

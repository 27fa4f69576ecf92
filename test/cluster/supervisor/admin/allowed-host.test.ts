import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAllowedHost } from '../../../../src/cluster/supervisor/admin/allowed-host.ts'

for (const host of [
  'localhost',
  'LOCALHOST:5001',
  'localhost.',
  '127.0.0.1:5001',
  '[::1]:5001',
  '10.0.0.7:5001',
]) {
  test(`${host} is this server, whose address is 10.0.0.7`, () => {
    assert.equal(isAllowedHost(host, '10.0.0.7', []), true)
  })
}

for (const host of [
  'evil.example',
  '10.0.0.8',
  'localhost.evil.example',
  'localhost@evil.example',
  'evil.example/localhost',
  'localhost/evil.example',
  'evil.example@localhost',
  'localhost?evil.example',
  'localhost#evil.example',
  '',
]) {
  test(`${host || 'an empty Host'} is not`, () => {
    assert.equal(isAllowedHost(host, '10.0.0.7', []), false)
  })
}

test('a name that was given is, on whatever port', () => {
  assert.equal(isAllowedHost('Monitor.example.org:8080', '10.0.0.7', ['monitor.example.org']), true)
})

test('an IPv4 address that an IPv6 socket has taken is the address itself', () => {
  assert.equal(isAllowedHost('10.0.0.7:5001', '::ffff:10.0.0.7', []), true)
})

test('an IPv6 address is the same however it is written', () => {
  assert.equal(isAllowedHost('[2001:DB8:0::7]:5001', '2001:db8::7', []), true)
})

test('an IPv6 address of one link is the same with the name of the link and without', () => {
  assert.equal(isAllowedHost('[fe80::7]:5001', 'fe80::7%eth0', []), true)
})

test('a caller without a Host, or on a Unix socket, is no browser', () => {
  assert.equal(isAllowedHost(undefined, '10.0.0.7', []), true)
  assert.equal(isAllowedHost('anything', undefined, []), true)
})

import assert from 'node:assert/strict'
import { networkInterfaces } from 'node:os'
import { test } from 'node:test'
import { thisMachine, withoutMapping } from '../../../client/run/this-machine.ts'

test('loopback, "any address" and the networks of this machine are its own, and others are not', () => {
  const isOwn = thisMachine()
  const networks = Object.values(networkInterfaces()).flatMap(each => each ?? [])
  const own = [
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '0.1.2.3',
    '::1',
    '::',
    ...networks.map(({ address }) => address),
  ]
  for (const address of own) assert.ok(isOwn(address.replace(/%.*/, '')), address)
  for (const address of ['126.255.255.255', '128.0.0.1', '1.0.0.0', '198.51.100.1', '::2', '2001:db8::1'])
    assert.ok(!isOwn(address), address)
})

const written: [address: string, asIs: string][] = [
  ['::ffff:7f00:1', '127.0.0.1'],
  ['::FFFF:c633:6401', '198.51.100.1'],
  ['::ffff:0:ffff', '0.0.255.255'],
  ['::ffff:12345:1', '::ffff:12345:1'],
  ['1::ffff:7f00:1', '1::ffff:7f00:1'],
  ['::ffff:7f00:1:2', '::ffff:7f00:1:2'],
  ['::fffe:7f00:1', '::fffe:7f00:1'],
  ['127.0.0.1', '127.0.0.1'],
]

for (const [address, asIs] of written) {
  test(`${address} is ${asIs}`, () => assert.equal(withoutMapping(address), asIs))
}

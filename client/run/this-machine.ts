import { BlockList, isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'

/** Tells the addresses by which this machine reaches itself: loopback, "any address", and those of its networks. */
export function thisMachine(): (address: string) => boolean {
  const own = new BlockList()
  // Source: RFC 6890, section 2.2.2.
  own.addSubnet('127.0.0.0', 8)
  own.addSubnet('0.0.0.0', 8)
  own.addAddress('::1', 'ipv6')
  own.addAddress('::', 'ipv6')
  for (const { address, family } of Object.values(networkInterfaces()).flatMap(each => each ?? [])) {
    own.addAddress(address.replace(/%.*/, ''), family === 'IPv6' ? 'ipv6' : 'ipv4')
  }
  return address => own.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** An address of IPv4 that is written as one of IPv6 (`::ffff:7f00:1`) as what it is; others as they are. */
export function withoutMapping(address: string): string {
  const [, high, low] = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address) ?? []
  if (high === undefined || low === undefined) return address
  const parts = [high, low].map(half => Number.parseInt(half, 16))
  return parts.flatMap(part => [part >> 8, part & 255]).join('.')
}

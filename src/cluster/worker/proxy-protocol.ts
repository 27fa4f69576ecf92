/** How a connection begins on which a load balancer speaks the PROXY protocol, version 1 or 2. */
const version1 = /^PROXY (TCP4|TCP6|UNKNOWN)[ \r]/
const version2 = Buffer.from('\r\n\r\n\0\r\nQUIT\n')

/**
 * Whether these bytes are a line of the PROXY protocol, by which a load balancer tells who calls. A sender has to send it in one
 * piece: https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt, sections 2.1 and 2.2.
 */
export function isProxyProtocol(bytes: Buffer): boolean {
  return bytes.indexOf(version2) === 0 || version1.test(bytes.toString('latin1', 0, 20))
}

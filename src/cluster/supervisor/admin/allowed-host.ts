import { isIP } from 'node:net'

/** How this machine calls itself; no page elsewhere can have its own name lead there. */
const ownNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether a request was meant for this server: its Host names the address that it came to, this machine, or one of `names`.
 *
 * A browser lets a page read what its own host answers. Whoever owns a page's name can have it lead to 127.0.0.1 later, and
 * would read the admin port through the browser of somebody who looks at that page (DNS rebinding). The Host still tells.
 *
 * @param host the header; undefined for a caller of HTTP/1.0, which no browser is
 * @param localAddress where the connection came in; undefined for a Unix socket, which no browser can reach
 * @param names lower case, without a port
 */
export function isAllowedHost(
  host: string | undefined,
  localAddress: string | undefined,
  names: readonly string[],
): boolean {
  if (host === undefined || localAddress === undefined) return true
  const name = nameIn(host)
  return name !== undefined && [...ownNames, inUrl(localAddress), ...names].includes(name)
}

/** The name or address in a Host header as URLs write it, without port and final dot; undefined if it holds anything else. */
function nameIn(host: string): string | undefined {
  const url = `http://${host}/`
  if (!URL.canParse(url)) return undefined
  const { hostname, pathname, username, search, hash } = new URL(url)
  return pathname === '/' && !username && !search && !hash ? hostname.replace(/\.$/, '') : undefined
}

/** IPv4 over an IPv6 socket is `::ffff:192.0.2.1`; of a link-local address the zone stands behind a `%`. */
function inUrl(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '')
  return isIP(plain) === 6 ? new URL(`http://[${plain}]/`).hostname : plain
}

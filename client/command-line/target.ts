import { withoutSlashAtEnd } from '../requests/url.ts'
import { keepBasic, keepUserinfo } from '../secrets.ts'
import { percentDecoded } from '../untrusted.ts'
import { unquoted } from './quotes.ts'
import { isSpreadsheetError } from './roster/spreadsheet.ts'
import { withScheme } from './scheme.ts'
import { UsageError } from './usage-error.ts'

/** A server as the calls need it. */
export type Target = {
  /** Scheme, host, port and base path, without a slash at the end. */
  baseUrl: string
  auth?: [user: string, password: string]
  /** What was changed in the address as typed, and why. */
  notes: string[]
}

/** The lecture's port; an address without scheme and port means it. */
const defaultPort = '5000'

/** Characters of the longest address that is read: rosters come from forms, into which anything is typed. */
const longest = 2000

/**
 * Reads an address as people type it: `vcm-3461:5000`, `:5000`, `5000`, `::1`, `user:pass@host`, or a full URL.
 * Without a scheme it is plain HTTP on port 5000; with one it is taken literally. Nothing typed means this machine.
 *
 * @example
 *     parseTarget('vcm-3461').baseUrl           // 'http://vcm-3461:5000'
 *     parseTarget('https://vcm-3461/').baseUrl  // 'https://vcm-3461'
 *
 * @throws {UsageError} if it is not an address; the message says why
 */
export function parseTarget(typed: string): Target {
  keepUserinfo(typed)
  if (typed.length > longest) throw new UsageError(`an address of over ${longest} characters is none`)
  const written = unquoted(typed)
  const address = withoutSlashAtEnd(withScheme(written))
  keepUserinfo(address)
  if (address === '' || address === ':') return { baseUrl: `http://127.0.0.1:${defaultPort}`, notes: [] }

  const [, scheme = '', rest = address] = /^([a-z][a-z0-9+.-]*)?:\/\/(.*)$/i.exec(address) ?? []
  if (!['', 'http', 'https'].includes(scheme.toLowerCase())) {
    throw new UsageError(`${scheme}:// is not an address of a web server: write http:// or only host:port`)
  }
  if (isSpreadsheetError(address)) {
    throw new UsageError(`${address} is an error of the spreadsheet: mend its formula, or write the address`)
  }
  if (/[?#]/.test(rest)) throw new UsageError(`leave out what follows the path in ${typed}`)

  const slash = rest.indexOf('/')
  const authority = slash < 0 ? rest : rest.slice(0, slash)
  const path = slash < 0 ? '' : rest.slice(slash)
  if (/:\d+$/.test(path) && authority === '') {
    throw new UsageError(`leave out the slash before the host name: ${typed}`)
  }
  if (/:\d+$/.test(path)) {
    throw new UsageError(`the port goes right after the host name, before the path: ${typed}`)
  }

  const at = authority.lastIndexOf('@')
  const { host, port } = splitPort(authority.slice(at + 1), typed)
  const callable = callableHost(host)
  const protocol = scheme.toLowerCase() || (port === '443' ? 'https' : 'http')
  const shownPort = port || (scheme === '' ? defaultPort : '')
  const url = parseUrl(`${protocol}://${callable.host}${shownPort && `:${shownPort}`}${path}`, typed)

  return {
    baseUrl: url.origin + withoutSlashAtEnd(url.pathname),
    ...(at >= 0 && { auth: splitUserinfo(authority.slice(0, at)) }),
    notes: [...(withScheme(written) === written ? [] : [`read ${written} as ${address}`]), ...callable.notes],
  }
}

/** An address of IPv6, which may have a zone behind a `%`. (To load node:net for this alone would make each start later.) */
function isIPv6(host: string): boolean {
  return (
    /^[\da-f]*:[\da-f:.]*(%[^%\s]+)?$/i.test(host) && URL.canParse(`http://[${host.replace(/%.*/, '')}]/`)
  )
}

/** The port is `''` if none was given. */
function splitPort(hostAndPort: string, typed: string): { host: string; port: string } {
  if (isIPv6(hostAndPort)) return { host: `[${hostAndPort}]`, port: '' }
  if (/^\d+$/.test(hostAndPort)) return { host: 'localhost', port: checkedPort(hostAndPort, typed) }
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*):?(.*)$/.exec(hostAndPort) ?? []
  return { host: host || 'localhost', port: port && checkedPort(port, typed) }
}

function checkedPort(port: string, typed: string): string {
  if (/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535) return String(Number(port))
  throw new UsageError(`the port in ${typed} must be a number from 1 to 65535`)
}

/** Servers print the address they listen on, and people copy it. */
function callableHost(host: string): { host: string; notes: string[] } {
  const loopback = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' }[host]
  if (loopback === undefined) return { host, notes: [] }
  return { host: loopback, notes: [`${host} is an address to listen on, not to call: calling ${loopback}`] }
}

function parseUrl(url: string, typed: string): URL {
  if (!URL.canParse(url)) throw new UsageError(`${typed} is not a host name or address`)
  return new URL(url)
}

function splitUserinfo(userinfo: string): [user: string, password: string] {
  const colon = userinfo.indexOf(':')
  const user = colon < 0 ? userinfo : userinfo.slice(0, colon)
  const password = colon < 0 ? '' : userinfo.slice(colon + 1)
  const auth: [string, string] = [percentDecoded(user), percentDecoded(password)]
  keepBasic(...auth)
  return auth
}

import { isIPv4, isIPv6 } from 'node:net'

/** Where a server listens: TCP, a Unix domain socket, or a socket that the parent process left open. */
export type Address = { host: string; port: number } | { path: string } | { fd: number }

const defaultPort = 5000
/** Node takes a path for a named pipe there, and no process gets another's descriptors. */
const notOnWindows = 'takes HOST:PORT on Windows; Unix sockets and fd:// take Docker Desktop or WSL'
const accepted = 'takes HOST, HOST:PORT, :PORT, [IPV6]:PORT, unix:PATH or fd://NUMBER'

/**
 * Reads an address as gunicorn's --bind spells it. A missing port is 5000.
 *
 * @param anyHost stands for a missing host
 * @throws {Error} if the text has none of the accepted forms, or if the system has no such sockets
 */
export function parseAddress(
  text: string,
  anyHost = '0.0.0.0',
  platform: NodeJS.Platform = process.platform,
): Address {
  if (platform === 'win32' && /^(unix:|fd:)/.test(text)) throw new Error(notOnWindows)
  const path = /^unix:(?<path>.+)$/.exec(text)?.groups?.path
  if (path !== undefined) return { path }

  const fd = /^fd:\/\/(?<fd>\d+)$/.exec(text)?.groups?.fd
  if (fd !== undefined) return { fd: Number(fd) }

  const { ipv6, host, port } =
    /^(?:\[(?<ipv6>[^\]]+)\]|(?<host>[\w.-]*))(?::(?<port>\d{1,5}))?$/.exec(text)?.groups ?? {}
  if (text === '' || (ipv6 === undefined && host === undefined)) throw new Error(accepted)
  if (ipv6 !== undefined && !isIPv6(ipv6)) throw new Error(accepted)
  if (Number(port ?? 0) > 65535) throw new Error(`${accepted}, with a port up to 65535`)
  return { host: ipv6 ?? (host || anyHost), port: port === undefined ? defaultPort : Number(port) }
}

/** An address as the log shows it: a URL that can be clicked, where there is one. */
export function formatAddress(address: Address): string {
  if ('path' in address) return `unix:${address.path}`
  if ('fd' in address) return `fd://${address.fd}`
  return `http://${isIPv6(address.host) ? `[${address.host}]` : address.host}:${address.port}`
}

/** Whether only this machine can reach the address. */
export function isLocal(address: Address): boolean {
  if (!('host' in address)) return 'path' in address
  const { host } = address
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'))
}

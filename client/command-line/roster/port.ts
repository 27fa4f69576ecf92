import { isNothing } from './nothing.ts'

/** From here on a number beside a machine is sooner its port than a score, a room, a year or a place in a list. */
const plausiblyPort = 3000

/**
 * The port of a cell of its own: `5001`, `:5001`, `5001.0`, `TCP 5001`, `5001/tcp`.
 *
 * @returns `''` if none is given (`-`, `n/a`, `default`); undefined if the cell cannot be read, such as `5,001` or `5001 or 5002`
 */
export function portIn(cell: string): string | undefined {
  const text = cell.trim().replace(/^(:?\d{1,5})\.0+$/, '$1')
  if (text === '' || isNothing(text) || /^default\b\D*$/i.test(text)) return ''
  const [number, ...others] = text.match(/\d+/g) ?? []
  const isAlone = /(?<![\p{L}\d.,_-])\d{1,5}(?![\p{L}\d.,_-])/u.test(text)
  return others.length === 0 && isAlone ? number : undefined
}

/** Whether a column is one of ports, though nothing says so: numbers alone, of which each may be one. */
export function isOfPorts(cells: string[]): boolean {
  const filled = cells.filter(cell => cell !== '' && !isNothing(cell))
  const isPort = (cell: string) => /^:?\d{2,5}$/.test(cell) && isPlausible(Number(cell.replace(':', '')))
  return filled.every(isPort) && filled.some(cell => Number(cell.replace(':', '')) >= plausiblyPort)
}

function isPlausible(port: number): boolean {
  return port === 80 || port === 443 || (port >= plausiblyPort && port <= 65_535)
}

/** A host with the port of another cell, if it has none of its own; a cell that is no port stays in it, for the message. */
export function withPort(host: string, cell: string): string {
  const port = portIn(cell) ?? cell.trim().replace(/[\s/?#@\\:[\]]+/g, '_')
  const [, scheme = '', authority = '', path = ''] = /^(https?:\/\/)?([^/]*)(.*)$/is.exec(host) ?? []
  if (port === '' || authority === '' || hasPort(host)) return host
  const isBareIPv6 = /^[^[]*:.*:/.test(authority) && !authority.includes('@')
  return isBareIPv6 ? `${scheme}[${authority}]:${port}${path}` : `${scheme}${authority}:${port}${path}`
}

/** Whether an address has a port of its own. */
export function hasPort(host: string): boolean {
  const [, authority = ''] = /^(?:https?:\/\/)?([^/]*)/i.exec(host) ?? []
  return /^([^@]*@)?(\[[^\]]*\]|[^:[\]]*):\d+$/.test(authority)
}

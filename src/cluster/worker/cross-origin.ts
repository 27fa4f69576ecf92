import type { CorsOrigins } from '../cors-origins.ts'

/**
 * The headers by which a page of another origin may read what the server answers by itself, before the app could say so. Without
 * them its script is told that the call failed, and not that the answer was a 503.
 *
 * @param origin where the page says that it is from; undefined if that is not known, and then a page from the only origin that
 *   the app allows may read it, and otherwise none. A browser compares it with the page's own in any case.
 */
export function crossOriginHeaders(allowed: CorsOrigins, origin: string | undefined): Record<string, string> {
  if (allowed === '*') return { 'Access-Control-Allow-Origin': '*' }
  if (allowed.length === 0) return {}
  const found = allowed.length === 1 ? allowed[0] : allowed.find(each => each === origin)
  if (found === undefined) return { Vary: 'Origin' }
  // The app may let pages sign in. What the server refuses says nothing of anybody, so that it may be read by these as well.
  return {
    'Access-Control-Allow-Origin': found,
    'Access-Control-Allow-Credentials': 'true',
    Vary: 'Origin',
  }
}

/** The Origin in the bytes of a request that Node could not read, if it is in them. */
export function originIn(bytes: Buffer): string | undefined {
  const [header = ''] = bytes.toString('latin1').split('\r\n\r\n')
  return /^origin:[ \t]*(\S+)[ \t]*$/im.exec(header.replaceAll('\r', ''))?.[1]
}

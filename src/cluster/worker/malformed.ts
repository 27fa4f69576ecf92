import type { IncomingMessage } from 'node:http'
import type { Refusal } from './refuse.ts'

/** `host` and `:port` of RFC 3986, 3.2; a server of names that DNS cannot hold is none of this program's. */
const hostSyntax = /^([\w.~%!$&'()*+,;=-]*|\[[\da-fv.:]+\])(:\d*)?$/i

/**
 * The refusal of what Node lets through although HTTP/1.1 (RFC 9112) tells a server to refuse it, since a proxy in front may
 * read it differently. That is where request smuggling comes from, so the connection ends, too. Undefined for any other request.
 */
export function refuseMalformed(request: IncomingMessage): Refusal | undefined {
  const detail = faultOf(request)
  return detail === undefined ? undefined : { status: 400, detail, headers: { Connection: 'close' } }
}

function faultOf({
  httpVersionMajor,
  httpVersion,
  headers,
  rawHeaders,
}: IncomingMessage): string | undefined {
  // An answer of 505 would be a fault of ours in every monitoring, and this one is not.
  if (httpVersionMajor !== 1) return 'This server speaks HTTP/1.1.'

  // Section 3.2. Of several, Node keeps the first in `headers`, and a proxy perhaps the last.
  const { host = '', 'transfer-encoding': coding } = headers
  if (countOf('host', rawHeaders) > 1) return 'There is more than one Host header.'
  if (!hostSyntax.test(host)) return 'The Host header is not HOST or HOST:PORT.'

  // Sections 6.1 and 6.3. Other codings before `chunked` are allowed, but not known here.
  if (coding === undefined) return undefined
  if (httpVersion === '1.0') return 'HTTP/1.0 has no Transfer-Encoding.'
  return coding.toLowerCase() === 'chunked' ? undefined : 'The only Transfer-Encoding known here is chunked.'
}

function countOf(name: string, rawHeaders: string[]): number {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const field = rawHeaders[i] as string
    if (field.length === name.length && field.toLowerCase() === name) count += 1
  }
  return count
}

import { isIPv4 } from 'node:net'
import { unescape as percentDecode } from 'node:querystring'
import { InvalidURL } from './errors.ts'
import { encodePairs, type Pairs } from './pairs.ts'
import { quote } from './quote.ts'

/** User name and password for HTTP Basic authentication. */
export type Auth = readonly [user: string, password: string]

/** A URL as fetch takes it, and the credentials that it held. */
export interface ParsedUrl {
  url: URL
  auth: Auth | undefined
}

/**
 * Puts a path behind a base URL as text, so that a base path stays: `/name` on `http://host/api/` is
 * `http://host/api/name`, where `new URL()` would drop `/api`. A whole URL stays as it is.
 */
export function joinUrl(baseUrl: string | undefined, url: string): string {
  if (baseUrl === undefined || /^[a-z][a-z0-9+.-]*:/i.test(url)) return url
  if (url === '' || url.startsWith('?') || url.startsWith('#')) return baseUrl + url
  return `${withoutSlashAtEnd(baseUrl)}/${url.replace(/^\/+/, '')}`
}

/** The text without any slashes at its end. A regular expression would begin anew at each slash of a text that is full of them. */
export function withoutSlashAtEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === '/') end -= 1
  return text.slice(0, end)
}

/**
 * Reads an http(s) URL, adds `params` after the query it has and before its fragment, and takes user name and
 * password out of it (fetch refuses a URL that has them; the caller sends them as a header).
 *
 * @throws {InvalidURL} if it has no scheme, another scheme or no host, or cannot be read
 */
export function parseUrl(text: string, params?: Pairs): ParsedUrl {
  const url = readUrl(text.trim())
  const hasAuth = url.username !== '' || url.password !== ''
  const auth: Auth = [percentDecode(url.username), percentDecode(url.password)]
  url.username = ''
  url.password = ''
  const query = [url.search.slice(1), params === undefined ? '' : encodePairs(params)]
  const parts = query.filter(part => part !== '')
  url.search = parts.length === 0 ? '' : `?${parts.join('&')}` // it would take a ? of the query itself for its own
  return { url, auth: hasAuth ? auth : undefined }
}

/** `host:port`, with the scheme's port if the URL names none. */
export function targetOf(url: URL): string {
  return `${url.hostname}:${portOf(url)}`
}

/** The name or address of the machine; one of IPv6 without its brackets. */
export function machineOf({ hostname }: URL): string {
  return hostname.replace(/[[\]]/g, '')
}

/** The port that is called, in digits. */
export function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80')
}

/** Whether a URL points at this machine. */
export function isLoopback(url: URL): boolean {
  const name = url.hostname
  return name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'))
}

function readUrl(text: string): URL {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) throw invalid('no scheme in URL', text, 'Write http:// or https:// before it.')
  if (scheme !== 'http' && scheme !== 'https') throw invalid('neither http:// nor https:// in URL', text)
  if (!/^https?:\/\/[^/?#]/i.test(text)) throw invalid('no host in URL', text)
  try {
    return new URL(text)
  } catch (cause) {
    throw invalid('not a URL:', text, 'It is http://HOST:PORT/PATH; an IPv6 address goes in [ ].', cause)
  }
}

function invalid(what: string, text: string, hint?: string, cause?: unknown): InvalidURL {
  return new InvalidURL(`${what} ${quote(text, 200)}`, { code: 'ERR_INVALID_URL', hint, cause })
}

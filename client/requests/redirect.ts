import { InvalidURL, type SentRequest } from './errors.ts'
import { quote } from './quote.ts'
import type { Response } from './response.ts'
import { parseUrl } from './url.ts'

const redirectStatus = new Set([301, 302, 303, 307, 308])

/** Follow redirects: none, all, or those that stay on the scheme, host and port that the request went to. */
export type AllowRedirects = boolean | 'same-origin'

/**
 * The request that a redirect asks for; undefined if the answer is not a redirect, or is not to be followed.
 *
 * 303 and 302 become a GET (a HEAD stays one), so does a 301 to a POST; 307 and 308 keep method and body.
 * Authorization stays on its origin, but may go from http to https on one host; each request gets its own cookies.
 *
 * @throws {InvalidURL} if its Location cannot be called
 */
export function nextRequest(response: Response, allow: AllowRedirects): SentRequest | undefined {
  const location = response.headers.get('location')
  if (allow === false || location === null || !redirectStatus.has(response.statusCode)) return undefined

  const { request } = response
  const from = new URL(request.url)
  const to = locationUrl(response, location, from)
  if (allow === 'same-origin' && to.origin !== from.origin) return undefined

  const headers = new Headers(request.headers)
  headers.delete('cookie')
  if (!keepsCredentials(from, to)) headers.delete('authorization')
  if (!becomesGet(response.statusCode, request.method)) return { ...request, url: to.href, headers }

  for (const name of ['content-type', 'content-length', 'content-encoding']) headers.delete(name)
  return { method: 'GET', url: to.href, headers, body: undefined }
}

function locationUrl(response: Response, location: string, from: URL): URL {
  try {
    // A header's bytes arrive as Latin-1; servers that write a Location beyond ASCII mean UTF-8.
    const to = new URL(Buffer.from(location, 'latin1').toString(), from)
    if (to.hash === '') to.hash = from.hash
    return parseUrl(to.href).url
  } catch (cause) {
    throw new InvalidURL(`redirected to what is no http URL: ${quote(location, 200)}`, {
      code: 'ERR_INVALID_REDIRECT',
      request: response.request,
      response,
      cause,
    })
  }
}

function becomesGet(status: number, method: string): boolean {
  if (status === 301) return method === 'POST'
  return (status === 302 || status === 303) && method !== 'HEAD'
}

function keepsCredentials(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true
  const onDefaultPorts = from.port === '' && to.port === ''
  return from.hostname === to.hostname && to.protocol === 'https:' && onDefaultPorts
}

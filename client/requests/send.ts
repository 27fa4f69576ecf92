import type { CookieJar } from './cookies.ts'
import type { Deadline } from './deadline.ts'
import {
  BodyTooLarge,
  ConnectionError,
  ContentDecodingError,
  type RequestException,
  type SentRequest,
  TooManyRedirects,
} from './errors.ts'
import { exchange } from './exchange.ts'
import type { StopReading } from './options.ts'
import { type AllowRedirects, nextRequest } from './redirect.ts'
import type { Response } from './response.ts'

/** As many as Python's library follows; fetch by itself stops after 20. */
const maxRedirects = 30

export interface SendOptions {
  jar: CookieJar
  /** The call's own cookies; they go to the origin that it calls, not where it is redirected to. */
  cookies: Readonly<Record<string, string>> | undefined
  allowRedirects: AllowRedirects
  deadline: Deadline
  maxBytes: number
  stopReading: StopReading | undefined
}

/** Sends a request and those that its answers redirect to, up to the last answer. */
export async function send(first: SentRequest, options: SendOptions): Promise<Response> {
  const { jar, cookies, allowRedirects, ...reading } = options
  const { origin } = new URL(first.url)
  let request = first
  for (let redirects = 0; ; redirects += 1) {
    const own = new URL(request.url).origin === origin ? cookies : undefined
    const response = await exchange(withCookies(request, jar.header(request.url, own)), {
      ...reading,
      redirected: redirects > 0,
    }).catch(error => redirectOf(error, allowRedirects))
    jar.store(request.url, response.headers)
    const next = nextRequest(response, allowRedirects)
    if (next === undefined) return response
    if (redirects === maxRedirects) throw tooManyRedirects(first, response)
    request = next
  }
}

/**
 * The answer whose body is broken or too long, if it redirects: nobody gets to see that body. Python's library goes on, too, where a
 * body is cut short or does not decompress, and not where it comes too slowly.
 *
 * @throws the error itself, if it is about something else
 */
function redirectOf(error: unknown, allow: AllowRedirects): Response {
  const isBroken = [ConnectionError, ContentDecodingError, BodyTooLarge].some(Kind => error instanceof Kind)
  const response = isBroken ? (error as RequestException).response : undefined
  if (response !== undefined && nextRequest(response, allow) !== undefined) return response
  throw error
}

/** A Cookie header that the caller wrote stays as it is. */
function withCookies(request: SentRequest, cookie: string | undefined): SentRequest {
  if (cookie === undefined || request.headers.has('cookie')) return request
  const headers = new Headers(request.headers)
  headers.set('cookie', cookie)
  return { ...request, headers }
}

function tooManyRedirects(first: SentRequest, response: Response): TooManyRedirects {
  return new TooManyRedirects(
    `more than ${maxRedirects} redirects from ${first.url}, the last one at ${response.url}`,
    {
      code: 'ERR_TOO_MANY_REDIRECTS',
      hint: 'Two addresses that redirect to each other? Look at the Location headers.',
      request: response.request,
      response,
    },
  )
}

import { createCookieJar } from './cookies.ts'
import { defaultTimeout, startDeadline } from './deadline.ts'
import { mergeHeaders } from './headers.ts'
import type { RequestOptions, SessionOptions, StopReading } from './options.ts'
import { mergePairs, type Pairs } from './pairs.ts'
import { prepareRequest } from './prepare.ts'
import type { AllowRedirects } from './redirect.ts'
import type { Response } from './response.ts'
import { send } from './send.ts'
import { type Auth, joinUrl } from './url.ts'

const ownHeaders = new Headers({ 'user-agent': 'requests-ts/1.0', accept: '*/*' })

/**
 * Defaults for a series of calls, and the cookies that the servers set. The options of a call go before the defaults.
 *
 * @example
 *     const session = new Session({ baseUrl: 'http://localhost:5000', timeout: 2 })
 *     const r = await session.get('/name')
 *     console.log(r.statusCode, r.json())
 */
export class Session {
  baseUrl: string | undefined
  params: Pairs | undefined
  auth: Auth | undefined
  /** Seconds for a whole call, null for no limit. */
  timeout: number | null
  maxBytes: number
  stopReading: StopReading | undefined
  allowRedirects: AllowRedirects
  readonly headers: Headers
  readonly cookies = createCookieJar()

  constructor(options: SessionOptions = {}) {
    this.baseUrl = options.baseUrl
    this.params = options.params
    this.auth = options.auth
    this.timeout = options.timeout === undefined ? defaultTimeout : options.timeout
    this.maxBytes = options.maxBytes ?? Number.POSITIVE_INFINITY
    this.stopReading = options.stopReading
    this.allowRedirects = options.allowRedirects ?? true
    this.headers = mergeHeaders(ownHeaders, options.headers ?? {})
  }

  /**
   * Sends a request and reads its answer to the end. A status of 400 or more is an answer, not an error.
   *
   * @throws {RequestException} if there is no answer, or the request cannot be sent
   * @throws {RangeError} if the timeout is not a number of seconds above 0
   */
  async request(method: string, url: string | URL, options: RequestOptions = {}): Promise<Response> {
    const request = prepareRequest(method, joinUrl(this.baseUrl, String(url)), this.headers, {
      ...options,
      params: mergePairs(this.params, options.params),
      auth: options.auth ?? this.auth,
    })
    const deadline = startDeadline(options.timeout === undefined ? this.timeout : options.timeout)
    try {
      return await send(request, {
        jar: this.cookies,
        cookies: options.cookies,
        allowRedirects: options.allowRedirects ?? this.allowRedirects,
        deadline,
        maxBytes: options.maxBytes ?? this.maxBytes,
        stopReading: options.stopReading ?? this.stopReading,
      })
    } finally {
      deadline.clear()
    }
  }

  get(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('GET', url, options)
  }

  post(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('POST', url, options)
  }

  put(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('PUT', url, options)
  }

  patch(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('PATCH', url, options)
  }

  delete(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('DELETE', url, options)
  }

  options(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('OPTIONS', url, options)
  }

  /** Does not follow redirects unless asked to, as in Python. */
  head(url: string | URL, options?: RequestOptions): Promise<Response> {
    return this.request('HEAD', url, { ...options, allowRedirects: options?.allowRedirects ?? false })
  }
}

import { HTTPError, JSONDecodeError, type SentRequest } from './errors.ts'
import { quote } from './quote.ts'

export interface ResponseInit {
  request: SentRequest
  statusCode: number
  reason: string
  headers: Headers
  content: Uint8Array
  complete: boolean
  elapsed: number
  redirected: boolean
}

/** An answer, read to its end: everything on it is a plain value. */
export class Response {
  /** The request that was answered: after redirects, the last one. */
  readonly request: SentRequest
  readonly statusCode: number
  /** The status line's words, as the server sent them. */
  readonly reason: string
  readonly headers: Headers
  /** The body, decompressed. */
  readonly content: Uint8Array
  /** Whether that is all of it: see `stopReading`. */
  readonly complete: boolean
  /** Seconds from the call to the answer's headers (of the last request, after redirects), without the body. */
  readonly elapsed: number
  /** Whether a redirect was followed on the way here. */
  readonly redirected: boolean

  constructor(init: ResponseInit) {
    this.request = init.request
    this.statusCode = init.statusCode
    this.reason = init.reason
    this.headers = init.headers
    this.content = init.content
    this.complete = init.complete
    this.elapsed = init.elapsed
    this.redirected = init.redirected
  }

  /** Where the answer came from: after redirects, the last address. */
  get url(): string {
    return this.request.url
  }

  /** Whether the status is below 400. Not a check for 200 OK: a redirect that was not followed is ok, too. */
  get ok(): boolean {
    return this.statusCode < 400
  }

  /** The body as text, in the charset that the Content-Type names, else UTF-8. */
  get text(): string {
    return decode(this.content, this.headers.get('content-type'))
  }

  /**
   * The body's JSON value. `T` is the caller's word for what it is; nothing here checks it.
   *
   * @throws {JSONDecodeError} if the body is not JSON; the message quotes what came instead
   */
  json<T = unknown>(): T {
    try {
      return JSON.parse(new TextDecoder().decode(this.content))
    } catch (cause) {
      throw new JSONDecodeError(`not JSON: ${this.#summary()}`, {
        code: 'ERR_NOT_JSON',
        hint: 'The handler has to return JSON: jsonify(...) in Flask, res.json(...) in Express.',
        request: this.request,
        response: this,
        cause,
      })
    }
  }

  /**
   * Throws for a status of 400 or more, else returns the response itself: `(await requests.get(url)).raiseForStatus().json()`.
   *
   * @throws {HTTPError} if the status is 400 or more, in Python's words: `404 Client Error: NOT FOUND for url: http://…`
   */
  raiseForStatus(): this {
    if (this.ok) return this
    const side = this.statusCode < 500 ? 'Client' : 'Server'
    throw new HTTPError(`${this.statusCode} ${side} Error: ${this.reason} for url: ${this.url}`, {
      code: 'ERR_HTTP_STATUS',
      request: this.request,
      response: this,
    })
  }

  /** What console.log() shows, as Python's print() does. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<Response [${this.statusCode}]>`
  }

  #summary(): string {
    const answer = `${this.statusCode} ${this.reason}`.trim()
    const type = this.headers.get('content-type') ?? 'no content type'
    return `${firstLine(this.text)} (${answer}, ${type}, from ${this.request.method} ${this.url})`
  }
}

function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n', 1)
  return line === '' ? 'the body is empty' : quote(line.trimEnd(), 80)
}

function decode(bytes: Uint8Array, contentType: string | null): string {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1]
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes) // a charset that nobody knows
  }
}

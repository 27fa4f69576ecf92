import type { Response } from './response.ts'

/** The request as it was handed to fetch, which itself adds Host, Connection and Accept-Encoding. */
export interface SentRequest {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: Uint8Array | undefined
}

export interface ErrorDetails {
  /** A word for programs, the same on every Node version: Node's own code where it has one, else `ERR_…`. */
  code: string
  /** What to do about it, in a sentence or two. */
  hint?: string | undefined
  request?: SentRequest | undefined
  /** The answer, as far as it had arrived. */
  response?: Response | undefined
  cause?: unknown
}

/**
 * Whatever a request can end with instead of an answer. The tree below it is that of Python's
 * `requests.exceptions`, so that `catch` blocks carry over: `if (error instanceof ConnectionError) …`.
 */
export class RequestException extends Error {
  readonly code: string
  readonly hint: string | undefined
  readonly request: SentRequest | undefined
  readonly response: Response | undefined

  constructor(message: string, { code, hint, request, response, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    this.hint = hint
    this.request = request
    this.response = response
  }
}

/** No connection, or one that broke: refused, unknown host, closed without an answer, cut off. */
export class ConnectionError extends RequestException {}

/** The connection stands, but TLS could not be agreed on: a certificate that nobody vouches for, or no TLS at all. */
export class SSLError extends ConnectionError {}

export class Timeout extends RequestException {}

/**
 * No connection within the time given: the machine is off, or a firewall drops the packets.
 * In Python this is a ConnectionError as well; a class of JavaScript has one parent, and here that is Timeout.
 */
export class ConnectTimeout extends Timeout {}

/** Connected, but the answer did not come, or was not complete, within the time given. */
export class ReadTimeout extends Timeout {}

/** `raiseForStatus()` found a status of 400 or more. */
export class HTTPError extends RequestException {}

export class TooManyRedirects extends RequestException {}

/** The URL cannot be called. Covers Python's MissingSchema and InvalidSchema. */
export class InvalidURL extends RequestException {}

/** A header's name or value holds what no header may hold, such as a line break. */
export class InvalidHeader extends RequestException {}

/** The value given as `json` cannot be written as JSON, NaN for instance. */
export class InvalidJSONError extends RequestException {}

/** `Response.json()` was called for a body that is not JSON. */
export class JSONDecodeError extends InvalidJSONError {}

/** The body does not decompress as its Content-Encoding says. */
export class ContentDecodingError extends RequestException {}

/** The body is longer than `maxBytes`. Python has no such limit. */
export class BodyTooLarge extends RequestException {}

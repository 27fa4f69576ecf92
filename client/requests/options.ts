import type { Pairs } from './pairs.ts'
import type { AllowRedirects } from './redirect.ts'
import type { Auth } from './url.ts'

/**
 * Told of an answer before its body is read: the seconds after which the body is left where it is, and the connection closed;
 * undefined to read it to its end.
 */
export type StopReading = (statusCode: number, headers: Headers) => number | undefined

interface SharedOptions {
  /** Pairs for the query string; `{ k: ['a', 'b'] }` repeats `k`, null is left out. */
  params?: Pairs | undefined
  /** User name and password, sent as HTTP Basic authentication. */
  auth?: Auth | undefined
  /**
   * Seconds for the whole call: connecting, redirects and bodies; `defaultTimeout` unless given, null for no limit.
   * Python's has no default and counts silence only: there, a server that sends a byte a second can go on for ever.
   */
  timeout?: number | null | undefined
  /** Bytes of the longest body that is read, after decompression; no limit unless given. */
  maxBytes?: number | undefined
  /** Reads every body to its end unless given. An answer that was left has `complete: false`, and is no error. */
  stopReading?: StopReading | undefined
  /** True unless given (false for `head`); `'same-origin'` follows only to the scheme, host and port that was called. */
  allowRedirects?: AllowRedirects | undefined
}

export interface RequestOptions extends SharedOptions {
  /** Null takes a header of the session away. */
  headers?: Readonly<Record<string, string | null>> | undefined
  /** Sent as JSON. Ignored next to `data`. */
  json?: unknown
  /** An object or a list of pairs is sent as a form; text and bytes as they are, without a Content-Type. */
  data?: Pairs | Uint8Array | undefined
  /** Cookies for this call only. */
  cookies?: Readonly<Record<string, string>> | undefined
}

export interface SessionOptions extends SharedOptions {
  /** What a path alone is put behind: `new Session({ baseUrl: 'http://localhost:5000' }).get('/name')`. */
  baseUrl?: string | undefined
  headers?: Readonly<Record<string, string>> | undefined
}

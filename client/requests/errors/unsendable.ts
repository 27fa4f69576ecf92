import { RequestException } from '../errors.ts'
import { targetOf } from '../url.ts'
import type { Finding, Reason } from './finding.ts'

/** The codes of all that is refused on this side, before a server is asked. */
const codes = new Set([
  'ERR_BODY_NOT_ALLOWED',
  'ERR_INVALID_HEADER',
  'ERR_INVALID_JSON',
  'ERR_INVALID_URL',
  'ERR_NOT_SENDABLE',
])

/** Whether a request could not be sent for what it is: that says nothing about the server. */
export function isUnsendable({ code }: RequestException): boolean {
  return codes.has(code)
}

/** undici's codes for a request that it does not write to a connection. Source: undici's documentation of Errors. */
const refused = new Set(['UND_ERR_INVALID_ARG', 'UND_ERR_NOT_SUPPORTED'])

/** A request that fetch itself does not send; undefined if it would. */
export function unsendableFinding(url: URL, { code, message }: Reason, thrown: unknown): Finding | undefined {
  // Of a method that it does not know, fetch says so itself; whatever a connection ends with is the cause of its error.
  const isOwn = thrown instanceof TypeError && thrown.cause === undefined
  if (!isOwn && !refused.has(code)) return undefined
  return {
    Kind: RequestException,
    message: `fetch does not send this request to ${targetOf(url)}: ${message}`,
    code: 'ERR_NOT_SENDABLE',
  }
}

/** From what fetch threw to what failed, against which target, and what to do about it. */

import { ConnectTimeout, InvalidURL, ReadTimeout, RequestException, type SentRequest } from '../errors.ts'
import { portOf, targetOf } from '../url.ts'
import { connectionFinding, unreachable } from './connection.ts'
import { type Finding, type Reason, reasonOf } from './finding.ts'
import { protocolFinding } from './protocol.ts'
import { tlsFinding } from './tls.ts'
import { unsendableFinding } from './unsendable.ts'

/** A request that got no answer, as far as the call knows why. */
export interface FailedFetch {
  request: SentRequest
  /** What fetch threw. */
  cause: unknown
  /** Whether the request was written to a connection. */
  sent: boolean
  /** Seconds after which the call's deadline ended it; undefined if something else did. */
  timedOutAfter: number | undefined
}

/** The error for a request that got no answer. */
export function transportError({ request, cause, sent, timedOutAfter }: FailedFetch): RequestException {
  const url = new URL(request.url)
  const finding =
    timedOutAfter === undefined
      ? findingOf(url, reasonOf(cause), cause)
      : timeoutFinding(url, sent, timedOutAfter)
  const { Kind, message, code, hint } = finding
  return new Kind(message, { code, hint, request, cause })
}

function findingOf(url: URL, reason: Reason, thrown: unknown): Finding {
  return (
    connectionFinding(url, reason.code) ??
    ownLimitFinding(url, reason.code) ??
    protocolFinding(url, reason) ??
    tlsFinding(url, reason) ??
    unsendableFinding(url, reason, thrown) ??
    refusalFinding(url, reason)
  )
}

function timeoutFinding(url: URL, sent: boolean, seconds: number): Finding {
  if (!sent) {
    const message = `no connection to ${targetOf(url)} within ${seconds} s`
    return { Kind: ConnectTimeout, message, code: 'ERR_CONNECT_TIMEOUT', hint: unreachable(url) }
  }
  return {
    Kind: ReadTimeout,
    message: `connected to ${targetOf(url)}, but no answer within ${seconds} s`,
    code: 'ERR_READ_TIMEOUT',
    hint: 'The handler does not return (an endless loop, a blocking call), or all workers are busy.',
  }
}

/** Limits of fetch itself, in seconds, which hold also without a timeout. Source: undici's documentation of Client. */
function ownLimitFinding(url: URL, code: string): Finding | undefined {
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return timeoutFinding(url, false, 10)
  if (code === 'UND_ERR_HEADERS_TIMEOUT') return timeoutFinding(url, true, 300)
  return undefined
}

/** What fetch did not even send. */
function refusalFinding(url: URL, { code, message }: Reason): Finding {
  if (message !== 'bad port') {
    return {
      Kind: RequestException,
      message: `no answer from ${targetOf(url)}: ${message}`,
      code: code || 'ERR_FETCH',
    }
  }
  return {
    Kind: InvalidURL,
    message: `port ${portOf(url)} belongs to another protocol, and fetch does not call it`,
    code: 'ERR_BLOCKED_PORT',
    hint: 'Let the server listen on another port, 5000 for instance; browsers refuse this one, too.',
  }
}

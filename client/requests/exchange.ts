import { setImmediate as turn } from 'node:timers/promises'
import type { Deadline } from './deadline.ts'
import { transportError } from './errors/transport.ts'
import type { SentRequest } from './errors.ts'
import type { StopReading } from './options.ts'
import { readBody } from './read-body.ts'
import { Response } from './response.ts'
import { follow, type Wire } from './wire.ts'

/** Milliseconds in which fetch gets to notice by itself that its connection closed. */
const noticePeriod = 100

export interface ExchangeOptions {
  deadline: Deadline
  /** Longest body that is read, after decompression. */
  maxBytes: number
  stopReading: StopReading | undefined
  /** Whether a redirect led to this request. */
  redirected: boolean
}

/**
 * Sends one request and reads its answer to the end; a redirect is an answer like any other.
 *
 * @throws {RequestException} if no answer comes, or not all of it; its class says what went wrong
 */
export async function exchange(request: SentRequest, options: ExchangeOptions): Promise<Response> {
  await learnOfClosed()
  const started = performance.now()
  const answer = await fetchAnswer(request, options.deadline)
  const elapsed = (performance.now() - started) / 1000
  const { status: statusCode, statusText: reason, headers } = answer
  const { deadline, maxBytes, stopReading } = options
  const limits = { deadline, maxBytes, patience: stopReading?.(statusCode, headers) }
  return readBody(answer.body, limits, (content, complete) => {
    return new Response({
      request,
      statusCode,
      reason,
      headers,
      content,
      complete,
      elapsed,
      redirected: options.redirected,
    })
  })
}

/**
 * Takes two turns of the event loop, in which Node learns what servers have closed while the program was at work, as after a long
 * check of an answer. Otherwise fetch would send a request to a connection that is closed, and it would be lost.
 */
async function learnOfClosed(): Promise<void> {
  await turn()
  await turn()
}

/** A fetch that always settles, and says why it failed. */
async function fetchAnswer(request: SentRequest, deadline: Deadline): Promise<globalThis.Response> {
  const wire: Wire = {
    origin: new URL(request.url).origin,
    sent: false,
    onUnusedClose: () => setTimeout(abortUnlessSent, noticePeriod),
  }
  const abortUnlessSent = () => {
    // fetch opens one connection after the other, without an end, if each closes before the request is written to it.
    if (!wire.sent) deadline.abort(Object.assign(new Error('closed before use'), { code: 'ECONNRESET' }))
  }
  const { method, url, headers, body = null } = request
  try {
    return await follow(wire, () =>
      fetch(url, { method, headers, body, redirect: 'manual', signal: deadline.signal }),
    )
  } catch (cause) {
    const timedOutAfter = deadline.expired ? deadline.seconds : undefined
    throw transportError({ request, cause, sent: wire.sent, timedOutAfter })
  }
}

import type { Deadline } from './deadline.ts'
import type { SentRequest } from './errors.ts'
import { readBody } from './read-body.ts'
import { Response } from './response.ts'
import { transportError } from './transport-error.ts'
import { follow, type Wire } from './wire.ts'

/** How long fetch gets to notice by itself that its connection closed, in milliseconds. */
const noticePeriod = 100

export interface ExchangeOptions {
  deadline: Deadline
  /** Longest body that is read, after decompression. */
  maxBytes: number
  /** Whether a redirect led to this request. */
  redirected: boolean
}

/**
 * Sends one request and reads its answer to the end; a redirect is an answer like any other.
 *
 * @throws RequestException of the kind that says what went wrong
 */
export async function exchange(request: SentRequest, options: ExchangeOptions): Promise<Response> {
  const started = performance.now()
  const answer = await fetchAnswer(request, options.deadline)
  const elapsed = (performance.now() - started) / 1000
  const { status: statusCode, statusText: reason, headers } = answer
  return readBody(answer.body, options, content => {
    return new Response({
      request,
      statusCode,
      reason,
      headers,
      content,
      elapsed,
      redirected: options.redirected,
    })
  })
}

/** A fetch that always settles, and fails with an error that says why. */
async function fetchAnswer(request: SentRequest, deadline: Deadline): Promise<globalThis.Response> {
  const abandoned = new AbortController()
  const wire: Wire = { sent: false, onUnusedClose: () => {} }
  wire.onUnusedClose = () => {
    // Node 20 never settles a fetch whose connection closes before the request is written.
    setTimeout(
      () => abandoned.abort(Object.assign(new Error('closed before use'), { code: 'ECONNRESET' })),
      noticePeriod,
    )
  }
  const { method, url, headers, body } = request
  const signal = AbortSignal.any([deadline.signal, abandoned.signal])
  try {
    return await follow(wire, () =>
      fetch(url, { method, headers, body: body ?? null, redirect: 'manual', signal }),
    )
  } catch (cause) {
    const timedOutAfter = deadline.expired ? (deadline.seconds ?? undefined) : undefined
    throw transportError({ request, cause, sent: wire.sent, timedOutAfter })
  }
}

import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

declare global {
  namespace Express {
    interface Request {
      /** Names this request in its answer, in the log and, when the caller sent it, in the caller's log. */
      id: string
    }
  }
}

/** Short and plain enough to be copied into a log line and a header as it is. */
const trustworthy = /^[\w.-]{1,64}$/

/** An id for a request: the caller's `X-Request-Id` where it is 1 to 64 of `[A-Za-z0-9._-]`, else a new one. */
export function requestId({ headers }: IncomingMessage): string {
  const sent = headers['x-request-id']
  return typeof sent === 'string' && trustworthy.test(sent) ? sent : randomUUID()
}

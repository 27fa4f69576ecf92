import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'

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

/** Gives every request an id: the caller's `X-Request-Id` where it is 1 to 64 of `[A-Za-z0-9._-]`, else a new one. */
export function requestId(): RequestHandler {
  return function requestId(req, _res, next) {
    const sent = req.get('x-request-id')
    req.id = sent !== undefined && trustworthy.test(sent) ? sent : randomUUID()
    next()
  }
}

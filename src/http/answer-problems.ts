import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { log } from '../log.ts'
import { notFound } from './not-found.ts'
import { Problem } from './problem.ts'
import { serviceDescription } from './service-link.ts'

/**
 * The last middleware: what no route answered is a 404 or, when only the method is wrong, a 405; what was thrown
 * becomes application/problem+json (RFC 9457). The answer to an unforeseen error shows only the request's id; the log has
 * the rest.
 */
export function answerProblems(): [RequestHandler, ErrorRequestHandler] {
  return [
    function answerNotFound(req, res) {
      sendProblem(req, res, notFound(req, res))
    },
    function answerError(error: unknown, req, res, _next) {
      const problem = toProblem(error)
      // Once the caller has hung up, that is the cause of most failures: an aborted fetch, a body cut short.
      const level = res.closed ? 'info' : 'error'
      if (problem.status >= 500) log[level]({ id: req.id, err: error }, `${req.method} ${req.path} failed`)
      // Half an answer is out: only a cut connection can still tell the caller that the rest will not come.
      if (res.headersSent) res.destroy()
      else sendProblem(req, res, problem)
    },
  ]
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { status, expose, message } = error as { status?: unknown; expose?: unknown; message: string }
  // Express's body parsers mark what the caller may read, its router only has a status for a broken %-encoding.
  // A status alone may come from a call that we made to another server.
  const readable = expose === true || error instanceof URIError
  if (readable && typeof status === 'number' && status >= 400 && status < 500) {
    return new Problem(status, message)
  }
  return new Problem(500, 'The server failed to answer. Its log has the reason under this request id.')
}

/** Headers that may have been set for the answer that failed, and would be wrong in this one. */
const headersOfContent = ['Content-Encoding', 'Content-Range', 'Content-Disposition', 'Cache-Control', 'ETag']

function sendProblem(req: Request, res: Response, { status, message, errors, headers }: Problem): void {
  const title = STATUS_CODES[status] ?? 'Unknown'
  const problem = { type: 'about:blank', title, status, detail: message, requestId: req.id, errors }
  const body = `${JSON.stringify(problem)}\n`
  for (const name of headersOfContent) res.removeHeader(name)
  if (status === 404) res.set('Link', serviceDescription)
  res.status(status).set(headers).type('application/problem+json')
  res.set('Content-Length', String(Buffer.byteLength(body))).end(body)
}

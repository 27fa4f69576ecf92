import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { log } from '../log.ts'
import { notCached } from './caching.ts'
import { notFound } from './not-found.ts'
import type { Problem } from './problem.ts'
import { problemOf } from './problem-of.ts'
import { serviceLink } from './service-link.ts'

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
      const problem = problemOf(error, res)
      // Once the caller has hung up, that is the cause of most failures: an aborted fetch, a body cut short.
      const level = res.closed ? 'info' : 'error'
      if (problem.status >= 500) log[level]({ id: req.id, err: error }, `${req.method} ${req.path} failed`)
      // Half an answer is out: only a cut connection can still tell the caller that the rest will not come.
      if (res.headersSent) res.destroy()
      else sendProblem(req, res, problem)
    },
  ]
}

/** Headers that may have been set for the answer that failed, and would be wrong in this one. */
const headersOfContent = ['Content-Encoding', 'Content-Range', 'Content-Disposition', 'ETag']

function sendProblem(req: Request, res: Response, { status, message, errors, headers }: Problem): void {
  const title = STATUS_CODES[status] ?? 'Unknown'
  const problem = { type: 'about:blank', title, status, detail: message, requestId: req.id, errors }
  const body = `${JSON.stringify(problem)}\n`
  for (const name of headersOfContent) res.removeHeader(name)
  const link = status === 404 ? serviceLink(req) : undefined
  if (link !== undefined) res.set('Link', link)
  res.status(status).set(headers).type('application/problem+json')
  // Whatever anybody set for another answer: this one is about one request, and has its id.
  res.set('Cache-Control', notCached)
  res.set('Content-Length', String(Buffer.byteLength(body))).end(body)
}

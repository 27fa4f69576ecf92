import { STATUS_CODES } from 'node:http'
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { log } from '../log.ts'
import { serviceDescription } from './openapi.ts'

/** One thing that is wrong with the input. */
export type InputError = {
  /** Its place, as one would write it in JavaScript: `body.a[0]`, `params.name`. */
  where: string
  expected: string
  received: string
}

type ProblemOptions = { errors?: InputError[]; headers?: Record<string, string> }

/** An answer other than the good one. A handler throws it: `throw new Problem(404, 'There is no patient 7.')`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly errors: InputError[] | undefined
  readonly headers: Record<string, string>

  /** @param detail what is wrong with this request and, best, what to do about it; the caller reads it. */
  constructor(status: number, detail: string, { errors, headers = {} }: ProblemOptions = {}) {
    super(detail)
    this.status = status
    this.errors = errors
    this.headers = headers
  }
}

/**
 * The last middleware: what no route answered is a 404 or, when only the method is wrong, a 405; what was thrown
 * becomes application/problem+json (RFC 9457). Of an unforeseen error only the log tells more than its request id.
 */
export function answerProblems(): [RequestHandler, ErrorRequestHandler] {
  return [
    function answerUnanswered(req, res) {
      sendProblem(req, res, unanswered(req, res))
    },
    function answerError(error: unknown, req, res, next) {
      const problem = toProblem(error)
      if (problem.status >= 500) log.error({ id: req.id, err: error }, `${req.method} ${req.path} failed`)
      if (res.headersSent) return next(error)
      sendProblem(req, res, problem)
    },
  ]
}

function unanswered(req: Request, res: Response): Problem {
  const allow = res.locals.allow as string | undefined
  if (allow !== undefined) {
    return new Problem(405, `${req.path} does not take ${req.method}; it takes ${allow}.`, {
      headers: { allow },
    })
  }
  return new Problem(404, `There is no ${req.method} ${req.path}. See /docs for what there is.`, {
    headers: { link: serviceDescription },
  })
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { status, message } = error as { status?: unknown; message: string }
  // Express, its router and its body parsers mark what the caller did wrong with a 4xx status.
  if (error instanceof Error && typeof status === 'number' && status >= 400 && status < 500) {
    return new Problem(status, message)
  }
  return new Problem(500, 'The server failed to answer. Its log has the reason under this request id.')
}

function sendProblem(req: Request, res: Response, { status, message, errors, headers }: Problem): void {
  const title = STATUS_CODES[status] ?? 'Unknown'
  const body = { type: 'about:blank', title, status, detail: message, requestId: req.id, errors }
  res.status(status).set(headers).type('application/problem+json')
  res.end(`${JSON.stringify(body)}\n`)
}

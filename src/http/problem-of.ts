import type { Response } from 'express'
import { isProblemStatus, Problem } from './problem.ts'
import { uploadProblem } from './upload-problem.ts'

/** What an error may bring along, by the conventions of Express, http-errors and the clients of other servers. */
type Marks = {
  status?: unknown
  statusCode?: unknown
  expose?: unknown
  response?: unknown
  headers?: unknown
  message?: unknown
}

/**
 * The answer to what was thrown.
 *
 * A `status` of 4xx or 5xx is the answer's where ordinary middleware or a router brought it. In a handler of the table it may
 * as well come from a call to another server, and only an error with `expose: true` is meant for the caller: a handler throws
 * a Problem. The message is shown where the error says that it may be.
 */
export function problemOf(error: unknown, res: Response): Problem {
  if (error instanceof Problem) return error
  const marks: Marks = typeof error === 'object' && error !== null ? error : {}
  // Express's body parsers mark what the caller may read, its router only has a status for a broken %-encoding.
  const isReadable = marks.expose === true || error instanceof URIError
  const isOfTable = res.locals.route !== undefined
  const status = statusOf(marks)
  if (status !== undefined && !isOfOtherServer(marks) && (isReadable || !isOfTable))
    return new Problem(status, isReadable ? String(marks.message) : sentenceFor(status))
  return uploadProblem(error) ?? new Problem(500, sentenceFor(500))
}

function statusOf({ status, statusCode }: Marks): number | undefined {
  const given = [status, statusCode].find(value => Number.isInteger(value)) as number | undefined
  return given !== undefined && isProblemStatus(given) ? given : undefined
}

/** axios, got, superagent and Octokit keep the other server's answer; clients on top of fetch keep its Headers. */
function isOfOtherServer({ response, headers }: Marks): boolean {
  return response !== undefined || headers instanceof Headers
}

const sentences: Record<number, string> = {
  400: 'The request is not valid.',
  401: 'The credentials are missing or not valid.',
  403: 'This is not allowed with these credentials.',
  404: 'There is no such thing here.',
  409: 'The request does not fit the present state.',
  413: 'The request is too large. Send less at a time.',
  415: 'The content type is not one that is read here.',
  422: 'The request cannot be processed as it is.',
  429: 'Too many requests. Try again later.',
  503: 'The server cannot answer now. Try again later.',
}

function sentenceFor(status: number): string {
  const failed = 'The server failed to answer. Its log has the reason under this request id.'
  return sentences[status] ?? (status < 500 ? 'The request was refused.' : failed)
}

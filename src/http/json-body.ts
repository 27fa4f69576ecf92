import express, { type Request, type Response } from 'express'
import { type ParseError, parse } from 'jsonc-parser'
import { Problem } from './problem.ts'

/** Reads a request's JSON body. @throws {Problem} 400, 413 or 415, saying what is wrong with it. */
export type ReadJson = (req: Request, res: Response) => Promise<unknown>

/** @param limit the longest body that is read, as `'100kb'` or in bytes. */
export function jsonBody(limit: string | number): ReadJson {
  const readText = express.text({ type: () => true, limit })

  return async function readJson(req, res) {
    if (isEmpty(req)) throw new Problem(400, 'The body is empty. Send JSON.')
    if (!req.is('application/json')) {
      const type = req.get('content-type') ?? 'no content type'
      throw new Problem(415, `The body must be JSON, not ${type}: add -H 'content-type: application/json'.`)
    }
    await new Promise<void>((resolve, reject) => {
      readText(req, res, error => (error ? reject(bodyProblem(error, limit)) : resolve()))
    })
    return parseJson(req.body)
  }
}

function isEmpty(req: Request): boolean {
  return req.headers['transfer-encoding'] === undefined && Number(req.headers['content-length'] ?? 0) === 0
}

function bodyProblem(error: Error & { type?: string }, limit: string | number): Error {
  return error.type === 'entity.too.large'
    ? new Problem(413, `The body is over the limit of ${limit}.`)
    : error
}

function parseJson(text: string): unknown {
  if (text.trim() === '') throw new Problem(400, 'The body is empty. Send JSON.')
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, `The body is not JSON${whereJsonBreaks(text)}.`)
  }
}

/** JSON.parse tells the place in some Node versions and not in others, so a second parser looks for it. */
function whereJsonBreaks(text: string): string {
  const offset = firstError(text)
  if (offset === undefined) return ''
  if (offset >= text.length) return ': something is missing at its end'
  const before = text.slice(0, offset).split('\n')
  const excerpt = text.slice(Math.max(0, offset - 20), offset + 10)
  return `: it breaks at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}, near ${excerpt}`
}

function firstError(text: string): number | undefined {
  const errors: ParseError[] = []
  try {
    parse(text, errors, { disallowComments: true })
  } catch {
    // It recurses, so a body of very many open brackets is too deep for it.
  }
  return errors[0]?.offset
}

import type { Request, Response } from 'express'
import { Problem } from './problem.ts'

/** What nobody answers: a 404 or, for a path that takes other methods (`res.locals.allow`), a 405 that lists them. */
export function notFound(req: Request, res: Response): Problem {
  const allow = res.locals.allow as string | undefined
  if (allow !== undefined) {
    return new Problem(405, `${req.path} does not take ${req.method}; it takes ${allow}.`, {
      headers: { allow },
    })
  }
  return new Problem(404, `There is no ${req.method} ${req.path}. See /docs for what there is.`)
}

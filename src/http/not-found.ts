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
  const nearest = nearestOf(req, res)
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  return new Problem(404, `There is no ${req.method} ${req.path}.${hint} See /docs for what there is.`)
}

/** A table that had nothing for a request, and where in the app it stands. */
type Asked = { mountedAt: string; path: string; nearest: Nearest }
type Nearest = (method: string, path: string) => string | undefined

/** Keeps for a 404 what finds the nearest endpoint of a table: to look for it is left until nobody else has answered. */
export function keepForNotFound(req: Request, res: Response, nearest: Nearest): void {
  res.locals.tablesAsked ??= []
  res.locals.tablesAsked.push({ mountedAt: req.baseUrl, path: req.path, nearest } satisfies Asked)
}

/** `GET /hello/:name`, of the first table that has one near enough. */
function nearestOf(req: Request, res: Response): string | undefined {
  for (const { mountedAt, path, nearest } of (res.locals.tablesAsked ?? []) as Asked[]) {
    const endpoint = nearest(req.method, path)
    if (endpoint !== undefined) return endpoint.replace(' ', ` ${mountedAt}`)
  }
  return undefined
}

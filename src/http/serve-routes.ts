import type { RequestHandler } from 'express'
import { answererOf } from './answer-route.ts'
import { checkRoutes } from './check-routes.ts'
import { endpointOf } from './endpoint.ts'
import { jsonBody } from './json-body.ts'
import { matcher } from './match.ts'
import { nearestEndpoint } from './nearest-endpoint.ts'
import { keepForNotFound } from './not-found.ts'
import type { Routes } from './route.ts'

export type ServeRoutesOptions = {
  /** The longest body that is read, in bytes; 100,000 unless given. */
  bodyLimit?: number
}

/**
 * The table of routes as one Express middleware: finds the route, parses its input, calls its handler, checks the
 * answer against `returns` and sends it. What it does not know goes on to the next middleware.
 *
 * @example
 * app.use(serveRoutes(routes, { bodyLimit: 1_000_000 }))
 *
 * @throws {Error} if an entry of the table cannot work: at start-up, and not when it is first called.
 */
export function serveRoutes(
  routes: Routes,
  { bodyLimit = 100_000 }: ServeRoutesOptions = {},
): RequestHandler {
  checkRoutes(routes)
  const readJson = jsonBody(bodyLimit)
  const { find, allowed } = matcher(
    Object.entries(routes).map(([name, route]) => ({
      ...endpointOf(route),
      answer: answererOf(name, route, readJson),
    })),
  )
  const nearest = nearestEndpoint(Object.values(routes))

  return function serveRoutes(req, res, next) {
    const match = find(req.method === 'HEAD' ? 'GET' : req.method, req.path)
    if (match !== undefined) {
      res.locals.route = match.target.path
      return match.target.answer(req, res, match.params)
    }
    keepForNotFound(req, res, nearest)
    const allow = allowed(req.path).join(', ')
    if (allow !== '') res.locals.allow = allow
    if (allow !== '' && req.method === 'OPTIONS') res.status(204).set('Allow', allow).end()
    else next()
  }
}

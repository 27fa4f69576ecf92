import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { checkRoutes } from './check-routes.ts'
import { Context } from './context.ts'
import { jsonBody, type ReadJson } from './json-body.ts'
import { isText } from './json-schema.ts'
import { matcher } from './match.ts'
import { parseInput } from './parse-input.ts'
import { endpointOf, type Route, type Routes, schemasOf } from './route.ts'
import { serviceDescription } from './service-link.ts'

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
    Object.values(routes).map(route => ({ ...endpointOf(route), answer: answererOf(route, readJson) })),
  )

  return function serveRoutes(req, res, next) {
    const match = find(req.method === 'HEAD' ? 'GET' : req.method, req.path)
    if (match !== undefined) {
      res.locals.route = match.target.path
      return match.target.answer(req, res, match.params)
    }
    const allow = allowed(req.path).join(', ')
    if (allow !== '') res.locals.allow = allow
    if (allow !== '' && req.method === 'OPTIONS') res.status(204).set('Allow', allow).end()
    else next()
  }
}

type Answerer = (req: Request, res: Response, params: Record<string, string | undefined>) => Promise<void>

function answererOf(route: Route, readJson: ReadJson): Answerer {
  const schemas = schemasOf(route)
  const send = senderOf(route)

  return async function answer(req, res, params) {
    const body = schemas.body && (await readJson(req, res))
    const input = parseInput(schemas, { params, query: schemas.query && req.query, body })
    send(res, await route.handler(Object.assign(new Context(res), input)))
  }
}

/** A wrong answer must not go out as a right one, so an answer that `returns` refuses is a 500. */
function senderOf({ endpoint, returns, status = 200 }: Route): (res: Response, answer: unknown) => void {
  const asText = isText(returns)
  const type = asText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  const link = endpoint === 'GET /' ? ['Link', serviceDescription] : []

  return function send(res, answer) {
    const { success, data, error } = returns.safeParse(answer)
    if (!success)
      throw new Error(`${endpoint} gave an answer that its returns refuses: ${z.prettifyError(error)}`)
    if (status === 204) return void res.status(status).end()
    const body = asText ? String(data) : `${JSON.stringify(data)}\n`
    const length = Buffer.byteLength(body)
    res.writeHead(status, ['Content-Type', type, 'Content-Length', String(length), ...link])
    // ASCII text goes out in one piece with the head, and need not be encoded first.
    res.end(body, length === body.length ? 'latin1' : 'utf8')
  }
}

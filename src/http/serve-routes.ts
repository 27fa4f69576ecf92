import type { IncomingHttpHeaders } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import { checkRoutes } from './check-routes.ts'
import { Context } from './context.ts'
import { endpointOf } from './endpoint.ts'
import { jsonBody, type ReadJson } from './json-body.ts'
import { isText } from './json-schema.ts'
import { tellLeftOutFields } from './left-out-fields.ts'
import { matcher } from './match.ts'
import { nearestEndpoint } from './nearest-endpoint.ts'
import { keepForNotFound } from './not-found.ts'
import { parseInput } from './parse-input.ts'
import { Reply } from './reply.ts'
import { type HandlerInput, type Route, type Routes, schemasOf } from './route.ts'
import { serviceLink } from './service-link.ts'
import { singleValuesAsLists } from './single-values.ts'
import { wrongAnswer } from './wrong-answer.ts'

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

type Answerer = (req: Request, res: Response, params: Record<string, string | undefined>) => Promise<void>

function answererOf(name: string, route: Route, readJson: ReadJson): Answerer {
  const { guard, sets } = route
  const schemas = schemasOf(route)
  const namesOfHeaders = Object.keys(route.headers?.shape ?? {})
  const send = senderOf(name, route)
  const asLists = singleValuesAsLists(schemas.query)

  return async function answer(req, res, params) {
    const context: HandlerInput = new Context(res)
    // Nobody else may find out what this call takes.
    if (guard) context.user = res.locals.user = await guard.admit(req, context)
    const body = schemas.body && (await readJson(req, res))
    const headers = schemas.headers && pick(req.headers, namesOfHeaders)
    const input = parseInput(schemas, { params, query: schemas.query && asLists(req.query), headers, body })
    const reply = sets && new Reply()
    if (reply) context.reply = reply
    send(res, await route.handler(Object.assign(context, input)), reply?.headers)
  }
}

function pick(headers: IncomingHttpHeaders, names: string[]): IncomingHttpHeaders {
  return Object.fromEntries(names.flatMap(name => (name in headers ? [[name, headers[name]]] : [])))
}

/** @param headers names and values in turn */
type Send = (res: Response, answer: unknown, headers?: string[]) => void

/** A wrong answer must not go out as a right one, so an answer that `returns` refuses is a 500. */
function senderOf(name: string, route: Route): Send {
  const { endpoint, returns, status = 200 } = route
  const asText = isText(returns)
  const type = asText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  const linkOf = endpoint === 'GET /' ? serviceLink : () => undefined
  const tellLeftOut = tellLeftOutFields(name, route)

  return function send(res, answer, headers = []) {
    const { success, data, error } = returns.safeParse(answer)
    if (!success) throw wrongAnswer(name, route, answer, error)
    tellLeftOut?.(answer, data)
    if (status === 204) return void res.writeHead(status, headers).end()
    const body = asText ? String(data) : `${JSON.stringify(data)}\n`
    const length = Buffer.byteLength(body)
    const link = linkOf(res.req)
    const linked = link === undefined ? [] : ['Link', link]
    res.writeHead(status, ['Content-Type', type, 'Content-Length', String(length), ...linked, ...headers])
    // ASCII text goes out in one piece with the head, and need not be encoded first.
    res.end(body, length === body.length ? 'latin1' : 'utf8')
  }
}

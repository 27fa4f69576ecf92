import type { IncomingHttpHeaders } from 'node:http'
import type { Request, Response } from 'express'
import { cacheHeaders } from './caching.ts'
import { Context } from './context.ts'
import type { ReadJson } from './json-body.ts'
import { isText } from './json-schema.ts'
import { tellLeftOutFields } from './left-out-fields.ts'
import { parseInput } from './parse-input.ts'
import { Reply } from './reply.ts'
import { type HandlerInput, type Route, schemasOf } from './route.ts'
import { serviceLink } from './service-link.ts'
import { singleValuesAsLists } from './single-values.ts'
import { wrongAnswer } from './wrong-answer.ts'

/** Answers a request that has matched a route, or throws. */
type Answerer = (req: Request, res: Response, params: Record<string, string | undefined>) => Promise<void>

/**
 * What answers the calls of one entry: asks its guard, reads and checks what came, calls the handler, and sends what it gives.
 *
 * @param name its key in the table
 */
export function answererOf(name: string, route: Route, readJson: ReadJson): Answerer {
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
  const ofCaches = cacheHeaders(route)
  const linkOf = endpoint === 'GET /' ? serviceLink : () => undefined
  const tellLeftOut = tellLeftOutFields(name, route)

  return function send(res, answer, headers = []) {
    const { success, data, error } = returns.safeParse(answer)
    if (!success) throw wrongAnswer(name, route, answer, error)
    tellLeftOut?.(answer, data)
    if (status === 204) return void res.writeHead(status, [...ofCaches, ...headers]).end()
    const body = asText ? String(data) : `${JSON.stringify(data)}\n`
    const length = Buffer.byteLength(body)
    const link = linkOf(res.req)
    const linked = link === undefined ? [] : ['Link', link]
    const ofBody = ['Content-Type', type, 'Content-Length', String(length)]
    res.writeHead(status, [...ofBody, ...ofCaches, ...linked, ...headers])
    // ASCII text goes out in one piece with the head, and need not be encoded first.
    res.end(body, length === body.length ? 'latin1' : 'utf8')
  }
}

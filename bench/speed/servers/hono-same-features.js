// Hono on @hono/node-server with all of our features, each in the way that costs it least: one middleware, and answers whose
// headers are one plain object, which the adapter hands to node:http as it is instead of making a Headers of it.
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import { distance } from './distance.js'
import { began, ended, failed } from './observe.js'
import * as schemas from './schemas.js'
import { securityHeaders } from './security-headers.js'

const constantHeaders = {}
for (let i = 0; i < securityHeaders.length; i += 2)
  constantHeaders[securityHeaders[i]] = securityHeaders[i + 1]

const trustworthy = /^[\w.-]{1,64}$/
const json = 'application/json; charset=utf-8'
const maxSize = 100 * 1024
const isJson = /^application\/json\s*(;|$)/i
const app = new Hono()

app.use(async (c, next) => {
  const sent = c.req.header('x-request-id')
  const id = sent !== undefined && trustworthy.test(sent) ? sent : randomUUID()
  c.set('id', id)
  const { outgoing } = c.env
  const startedAt = performance.now()
  began()
  outgoing.on('close', () => {
    const { method, path } = c.req
    ended(id, method, path, routeOf(c), outgoing.statusCode, performance.now() - startedAt)
  })
  await next()
})

app.get('/', c => send(c, 200, 'text/plain; charset=utf-8', 'Hello, world'))

app.get('/hello/:name', c => {
  const { name } = check(schemas.params, c.req.param())
  return sendChecked(c, schemas.greeting, { message: `Hello there, ${name}` })
})

app.post('/distance', limitBody, async c => {
  const { a, b } = check(schemas.body, await readJson(c))
  return sendChecked(c, schemas.answer, { distance: distance(a, b), a, b })
})

app.notFound(c => sendProblem(c, 404, `There is no ${c.req.method} ${c.req.path}.`))

app.onError((error, c) => {
  if (error instanceof HTTPException) return sendProblem(c, error.status, error.message)
  failed(c.get('id'), error)
  return sendProblem(c, 500, 'The server failed to answer.')
})

/** The pattern of the handler; undefined where only the middleware was there. */
function routeOf(c) {
  const [, ...handlers] = matchedRoutes(c)
  return handlers.at(-1)?.path
}

/** Hono's own limit looks at the body first, for which the adapter makes a whole Request; most bodies tell their length. */
function limitBody(c, next) {
  const length = c.req.header('content-length')
  if (length === undefined) return countBody(c, next)
  return Number(length) > maxSize ? tooLarge() : next()
}

const countBody = bodyLimit({ maxSize, onError: tooLarge })

function tooLarge() {
  throw new HTTPException(413, { message: 'The body is over the limit.' })
}

async function readJson(c) {
  const type = c.req.header('content-type') ?? 'no content type'
  if (!isJson.test(type)) throw new HTTPException(415, { message: `The body must be JSON, not ${type}.` })
  try {
    return await c.req.json()
  } catch {
    throw new HTTPException(400, { message: 'The body is not JSON.' })
  }
}

function check(schema, value) {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  throw new HTTPException(400, { message: error.issues.map(({ message }) => message).join('; ') })
}

function sendChecked(c, schema, value) {
  const { success, data, error } = schema.safeParse(value)
  if (!success) throw error
  return send(c, 200, json, `${JSON.stringify(data)}\n`)
}

function sendProblem(c, status, detail) {
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status, detail, requestId: c.get('id') }
  return send(c, status, 'application/problem+json; charset=utf-8', `${JSON.stringify(problem)}\n`)
}

function send(c, status, type, body) {
  const headers = { ...constantHeaders, 'X-Request-Id': c.get('id'), 'Content-Type': type }
  return new Response(body, { status, headers })
}

serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })

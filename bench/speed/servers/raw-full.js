// node:http with all of our features written by hand: log line, request id, security headers, checked input and output,
// problem details, metrics, the limit of a body. What the service would be without Express and without a table of routes.
import { randomUUID } from 'node:crypto'
import { createServer, STATUS_CODES } from 'node:http'
import { distance } from './distance.js'
import { began, ended, failed } from './observe.js'
import * as schemas from './schemas.js'
import { securityHeaders } from './security-headers.js'

const bodyLimit = 100 * 1024
const trustworthy = /^[\w.-]{1,64}$/
const json = 'application/json; charset=utf-8'
const routeOf = Symbol('route')
const startOf = Symbol('start')

class Problem extends Error {
  constructor(status, detail, headers = []) {
    super(detail)
    this.status = status
    this.headers = headers
  }
}

const server = createServer((req, res) => {
  const sent = req.headers['x-request-id']
  req.id = sent !== undefined && trustworthy.test(sent) ? sent : randomUUID()
  res[startOf] = performance.now()
  res[routeOf] = undefined
  began()
  res.on('close', report)
  answer(req, res).catch(error => sendProblem(res, error))
})
server.listen(Number(process.env.PORT), '127.0.0.1')

function report() {
  const { method, url, id } = this.req
  const ms = performance.now() - this[startOf]
  ended(id, method, pathOf(url), this[routeOf], this.statusCode, ms)
}

async function answer(req, res) {
  const { method, url } = req
  const path = pathOf(url)
  if (path === '/') {
    allow(method, 'GET')
    res[routeOf] = '/'
    return send(res, 200, 'text/plain; charset=utf-8', 'Hello, world')
  }
  if (path.startsWith('/hello/')) {
    allow(method, 'GET')
    res[routeOf] = '/hello/:name'
    const { name } = check(schemas.params, { name: decode(path.slice('/hello/'.length)) })
    return sendChecked(res, schemas.greeting, { message: `Hello there, ${name}` })
  }
  if (path === '/distance') {
    allow(method, 'POST')
    res[routeOf] = '/distance'
    const { a, b } = check(schemas.body, parse(await readBody(req)))
    return sendChecked(res, schemas.answer, { distance: distance(a, b), a, b })
  }
  throw new Problem(404, `There is no ${method} ${path}.`)
}

function pathOf(url) {
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}

function allow(method, allowed) {
  if (method !== allowed) throw new Problem(405, `It takes ${allowed}.`, ['Allow', allowed])
}

function decode(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Problem(400, 'The path has a broken %-encoding.')
  }
}

function check(schema, value) {
  const { success, data, error } = schema.safeParse(value)
  if (!success) throw new Problem(400, error.issues.map(({ message }) => message).join('; '))
  return data
}

function readBody(req) {
  const type = req.headers['content-type'] ?? 'no content type'
  if (!type.startsWith('application/json')) throw new Problem(415, `The body must be JSON, not ${type}.`)
  return new Promise((resolve, reject) => {
    const chunks = []
    let length = 0
    req.on('data', chunk => {
      length += chunk.length
      if (length > bodyLimit) reject(new Problem(413, 'The body is over the limit.', ['Connection', 'close']))
      else chunks.push(chunk)
    })
    req.on('end', () => resolve(Buffer.concat(chunks).toString()))
    req.on('error', reject)
  })
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'The body is not JSON.')
  }
}

function sendChecked(res, schema, value) {
  const { success, data, error } = schema.safeParse(value)
  if (!success) throw error
  send(res, 200, json, `${JSON.stringify(data)}\n`)
}

function sendProblem(res, error) {
  const { id } = res.req
  const problem = error instanceof Problem ? error : new Problem(500, 'The server failed to answer.')
  if (problem.status === 500) failed(id, error)
  const { status, message, headers } = problem
  const body = { type: 'about:blank', title: STATUS_CODES[status], status, detail: message, requestId: id }
  send(res, status, 'application/problem+json; charset=utf-8', `${JSON.stringify(body)}\n`, headers)
}

function send(res, status, type, body, headers = []) {
  const length = Buffer.byteLength(body)
  res.writeHead(status, [
    ...securityHeaders,
    'X-Request-Id',
    res.req.id,
    'Content-Type',
    type,
    'Content-Length',
    String(length),
    ...headers,
  ])
  // What is all ASCII leaves in one piece with the head.
  res.end(body, length === body.length ? 'latin1' : 'utf8')
}

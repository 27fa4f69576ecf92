import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { checkRoutes } from '../../src/http/check-routes.ts'
import { bearer, type Guard, only } from '../../src/http/guard.ts'
import type { Route, Routes } from '../../src/http/route.ts'
import { routes } from '../../src/routes.ts'
import { tasks } from './tasks.ts'
import { messageOf, routeWith } from './wrong-table.ts'

const id = z.object({ id: z.string() })

/** What is wrong, the route, and what the message says of it. */
const faults: Record<string, [route: Route, message: RegExp]> = {
  'a parameter that params misspells': [
    routeWith('GET /users/:id', {
      params: z.object({ ident: z.string() }),
      examples: [{ params: { ident: '1' }, returns: {} }],
    }),
    /params lacks :id, which the path names.*params has ident, which the path does not name/s,
  ],
  'a parameter without params': [routeWith('GET /users/:id'), /params lacks :id/],
  'params without a parameter': [
    routeWith('GET /users', { params: id, examples: [{ params: { id: '1' }, returns: {} }] }),
    /params has id, which the path does not name/,
  ],
  'a date in the answer': [
    routeWith('GET /', { returns: z.date(), examples: [{ returns: new Date() }] }),
    /the docs cannot show the returns schema: Date.*Change values in the handler/,
  ],
  'a transform in the answer': [
    routeWith('GET /', { returns: z.string().transform(Number), examples: [{ returns: '1' }] }),
    /cannot show the returns schema: Transforms/,
  ],
  'a date in the body': [
    routeWith('POST /', {
      body: z.object({ at: z.date() }),
      examples: [{ body: { at: new Date() }, returns: {} }],
    }),
    /cannot show the body schema: Date/,
  ],
  'a bigint in the query': [
    routeWith('GET /', { query: z.object({ n: z.bigint() }), examples: [{ query: { n: 1n }, returns: {} }] }),
    /cannot show the query schema: BigInt/,
  ],
  'a body with a GET': [
    routeWith('GET /', { body: z.string(), examples: [{ body: '', returns: {} }] }),
    /a GET has no body, .*; take query, or POST/,
  ],
  'a boolean coerced of text in the query': [
    routeWith('GET /', {
      query: z.object({ all: z.coerce.boolean().default(false) }),
      examples: [{ query: { all: 'false' }, returns: {} }],
    }),
    /query\.all is z\.coerce\.boolean\(\), which makes true of "false"; write z\.stringbool\(\)/,
  ],
  'a boolean coerced of text in the path': [
    routeWith('GET /:on', {
      params: z.object({ on: z.coerce.boolean() }),
      examples: [{ params: { on: 'true' }, returns: {} }],
    }),
    /params\.on is z\.coerce\.boolean\(\).*z\.stringbool\(\)/,
  ],
  'a coerced boolean deep in the body': [
    routeWith('POST /', {
      body: z.object({ on: z.array(z.object({ it: z.coerce.boolean() })) }),
      examples: [{ body: { on: [] }, returns: {} }],
    }),
    /body\.on\[\]\.it is z\.coerce\.boolean\(\).*write z\.boolean\(\)/,
  ],
  'a status that is no good answer': [routeWith('GET /', { status: 404 }), /status is 404.*throw a Problem/],
  'a status that sends elsewhere': [routeWith('GET /', { status: 300 }), /status is 300/],
  'a status in quotes': [routeWith('GET /', { status: '201' as unknown as number }), /status is '201'/],
  'a status that is none': [routeWith('GET /', { status: 20 }), /status is 20/],
  'a body under 204': [routeWith('GET /', { status: 204 }), /204 has no body; say returns: z\.null\(\)/],
  'a problem that is a good answer': [
    routeWith('GET /', { problems: { 404: '', 302: '' } }),
    /problems has 302; a problem has a status of 400 to 599/,
  ],
  'a problem that is no status': [
    routeWith('GET /', { problems: { 600: '' } }),
    /problems has 600; a problem has a status of 400 to 599/,
  ],
  'a bigint in the headers': [
    routeWith('GET /', {
      headers: z.object({ n: z.bigint() }),
      examples: [{ headers: { n: 1n }, returns: {} }],
    }),
    /cannot show the headers schema: BigInt/,
  ],
  'two schemas of one id': [
    routeWith('GET /', {
      returns: z.union([z.object({}).meta({ id: 'Two' }), z.object({ x: z.string() }).meta({ id: 'Two' })]),
    }),
    /Duplicate schema id "Two"/,
  ],
  'an id that OpenAPI refuses': [
    routeWith('GET /', { returns: z.object({}).meta({ id: 'My type' }) }),
    /the id My type in returns may hold only letters/,
  ],
}

for (const [fault, [route, message]] of Object.entries(faults)) {
  test(`${fault} stops the program and names the route`, () => {
    const found = messageOf({ culprit: route })
    assert.ok(found.includes(`culprit (${route.endpoint}): `), found)
    assert.match(found, message)
  })
}

test('a path in the syntax of another framework is only told how to write it', () => {
  const params = z.object({ name: z.string() })
  const odd = routeWith('GET /greet/<name>', { params, examples: [{ params: { name: 'Ada' }, returns: {} }] })
  assert.equal(
    messageOf({ odd }),
    'The route table has entries that cannot work:\n  odd (GET /greet/<name>): the path /greet/<name> may hold only words and :params between its slashes; write /greet/:name',
  )
})

const byId = routeWith('GET /users/:id', { params: id, examples: [{ params: { id: '1' }, returns: {} }] })
const byName = routeWith('GET /users/:name', {
  params: z.object({ name: z.string() }),
  examples: [{ params: { name: 'x' }, returns: {} }],
})

test('two routes on one path stop the program and both are named', () => {
  const message = messageOf({ first: routeWith('GET /a'), second: routeWith('GET /a') })
  assert.match(message, /second \(GET \/a\): first answers the same calls; change a path or a method/)
})

test('a parameter by another name is the same path', () => {
  assert.match(messageOf({ byId, byName }), /byName .*: byId answers the same calls/)
})

test('two methods on one path are two calls', () => {
  checkRoutes({ read: routeWith('GET /a'), write: routeWith('POST /a') })
})

test('a fixed path beside a parameter is another call', () => {
  checkRoutes({ byId, me: routeWith('GET /users/me') })
})

test('a route whose name OpenAPI refuses stops the program', () => {
  assert.match(messageOf({ größe: routeWith('GET /') }), /größe \(GET \/\): its name may hold only letters/)
})

test('two ways to sign in under one name stop the program, and both are named', () => {
  const guards = [
    bearer(() => 1, { description: 'a token' }),
    bearer(() => 1, { description: 'another token' }),
  ]
  const [a, b] = guards.map((guard, i) => routeWith(`GET /${i}`, { guard }))
  assert.match(
    messageOf({ a, b } as Routes),
    /a \(GET \/0\): its guard is called bearer, and so is .* that of b; give/,
  )
})

test('one way to sign in may let in different users', () => {
  const guards = [bearer(() => 1), bearer(() => 2, { name: 'device', description: 'of a device' })]
  const [a, b, c] = [...guards, only(guards[0] as Guard<number>, () => false)].map((guard, i) =>
    routeWith(`GET /${i}`, { guard }),
  )
  checkRoutes({ a, b, c } as Routes)
})

test('a guard whose name OpenAPI refuses stops the program', () => {
  const a = routeWith('GET /a', { guard: bearer(() => 1, { name: 'my token' }) })
  assert.match(messageOf({ a }), /name of its guard, my token, may hold only letters/)
})

test('all faults are told at once', () => {
  const message = messageOf({
    a: routeWith('GET /a', { examples: [] }),
    b: routeWith('GET /b', { examples: [] }),
  })
  assert.equal(message.match(/no example/g)?.length, 2)
})

test('the table of the project works', () => {
  checkRoutes(routes)
})

test('a table with guards, headers, problems and values of earlier answers works', {
  skip: tasks ? false : 'there is no test/exercises/',
}, () => {
  checkRoutes(tasks ?? {})
})

test('problems from 400 to 599 are fine', () => {
  checkRoutes({ fine: routeWith('GET /', { problems: { 400: '', 409: '', 599: '' } }) })
})

for (const status of [200, 299]) {
  test(`an answer may have the status ${status}`, () => {
    checkRoutes({ fine: routeWith('GET /', { status }) })
  })
}

test('an entry without a guard may stand beside one that has a guard', () => {
  checkRoutes({ open: routeWith('GET /open'), closed: routeWith('GET /closed', { guard: bearer(() => 1) }) })
})

test('a body may be changed as it is read, for the docs show what is sent', () => {
  const body = z.object({ n: z.string().transform(Number) })
  checkRoutes({ fine: routeWith('POST /', { body, examples: [{ body: { n: '1' }, returns: {} }] }) })
})

test('a schema may have an id', () => {
  checkRoutes({ fine: routeWith('GET /', { returns: z.object({}).meta({ id: 'Task' }) }) })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../../client/call.ts'
import { callsOf } from '../../../client/plan/openapi.ts'

function document(paths: Record<string, unknown>, rest: Record<string, unknown> = {}) {
  return { openapi: '3.1.0', paths, ...rest }
}

function only(calls: Call[]): Call {
  assert.equal(calls.length, 1)
  return calls[0] as Call
}

const id = (rest: Record<string, unknown>) => ({ name: 'id', in: 'path', required: true, ...rest })

test('every operation is a call', () => {
  const calls = callsOf(
    document({
      '/a': { get: {}, put: null, delete: {} },
      '/b': { post: {}, summary: 'no method', 'x-note': {} },
    }),
  )
  assert.deepEqual(
    calls.map(({ method, path }) => `${method} ${path}`),
    ['GET /a', 'DELETE /a', 'POST /b'],
  )
})

test('each named example is a call, with the answer of the same name', () => {
  const content = (one: unknown, two: unknown) => ({
    'application/json': { examples: { one: { value: one }, two: { value: two } } },
  })
  const post = {
    requestBody: { content: content([1], [2]) },
    responses: { 200: { content: content({ sum: 1 }, { sum: 2 }) } },
  }
  assert.deepEqual(
    callsOf(document({ '/sum': { post } })).map(({ json, expect }) => [json, expect?.value]),
    [
      [[1], { sum: 1 }],
      [[2], { sum: 2 }],
    ],
  )
})

test('an answer without an example of the same name is not checked for its value', () => {
  const get = {
    parameters: [id({ examples: { first: { value: 1 } } })],
    responses: { 200: { content: { 'application/json': { example: { id: 77 } } } } },
  }
  assert.equal(only(callsOf(document({ '/pets/{id}': { get } }))).expect?.value, undefined)
})

test('the only example of an operation without input is its answer', () => {
  const get = { responses: { 200: { content: { 'text/plain': { examples: { any: { value: 'hi' } } } } } } }
  assert.equal(only(callsOf(document({ '/': { get } }))).expect?.value, 'hi')
})

test('a path parameter is encoded', () => {
  const get = { parameters: [id({ example: 'Grace Hopper/é' })] }
  assert.equal(only(callsOf(document({ '/hello/{id}': { get } }))).path, '/hello/Grace%20Hopper%2F%C3%A9')
})

test('query, header and cookie parameters are sent', () => {
  const parameters = [
    { name: 'q', in: 'query', example: ['a', 'b c'] },
    { name: 'x-key', in: 'header', example: 1 },
    { name: 'sid', in: 'cookie', example: 's' },
  ]
  const { path, headers } = only(callsOf(document({ '/': { get: { parameters } } })))
  assert.deepEqual({ path, headers }, { path: '/?q=a&q=b%20c', headers: { 'x-key': '1', cookie: 'sid=s' } })
})

test('headers that OpenAPI describes elsewhere are no parameters', () => {
  const parameters = [{ name: 'Authorization', in: 'header', example: 'Bearer x' }]
  assert.equal(only(callsOf(document({ '/': { get: { parameters } } }))).headers, undefined)
})

test('half of a surrogate pair in a path does not end the program', () => {
  const get = { parameters: [id({ example: 'a\ud800' })] }
  assert.equal(only(callsOf(document({ '/{id}': { get } }))).path, '/a%EF%BF%BD')
})

test('an optional parameter that nobody gave an example for is left out', () => {
  const parameters = [{ name: 'limit', in: 'query', schema: { type: 'integer' } }]
  const { path, invented } = only(callsOf(document({ '/': { get: { parameters } } })))
  assert.deepEqual([path, invented], ['/', undefined])
})

test("an operation's parameter overrides the path's", () => {
  const item = { parameters: [id({ example: 1 })], get: { parameters: [id({ example: 2 })] } }
  assert.equal(only(callsOf(document({ '/{id}': item }))).path, '/2')
})

test('a form is sent where no JSON is taken', () => {
  const requestBody = { content: { 'application/x-www-form-urlencoded': { example: { a: 1 } } } }
  assert.deepEqual(only(callsOf(document({ '/': { post: { requestBody } } }))).form, { a: '1' })
})

test('made-up input is marked', () => {
  const get = { parameters: [id({ schema: { type: 'integer' } })] }
  assert.deepEqual(only(callsOf(document({ '/{id}': { get } }))).invented, ['id'])
})

const skipped: [title: string, path: string, operation: Record<string, unknown>, reason: string][] = [
  [
    'an operation without usable input',
    '/{id}',
    { parameters: [id({ schema: { pattern: '^x(?!y)y$' } })] },
    'no example for id (its pattern)',
  ],
  ['a path whose parameter is not described', '/{id}', {}, 'no parameter describes {id} of its path'],
  [
    'a body of a type that is not sent',
    '/',
    { requestBody: { required: true, content: { 'application/xml': {}, 'text/csv': {} } } },
    'its body is application/xml or text/csv, which is not sent',
  ],
  [
    'a path that would become a part of the host name',
    '@example.com/',
    {},
    'its path does not begin with a slash',
  ],
]

for (const [title, path, operation, reason] of skipped) {
  test(`${title} is a call that says why it is skipped`, () => {
    assert.equal(only(callsOf(document({ [path]: { post: operation } }))).skip, reason)
  })
}

test('TRACE is skipped, as fetch cannot send it', () => {
  assert.equal(only(callsOf(document({ '/': { trace: {} } }))).skip, 'its method, TRACE, cannot be sent')
})

test('the documented 2xx statuses are expected', () => {
  const get = { responses: { 200: {}, 204: {}, 404: {}, default: {} } }
  assert.deepEqual(only(callsOf(document({ '/': { get } }))).expect?.status, [200, 204])
})

test('2XX expects each of its hundred', () => {
  const { expect } = only(callsOf(document({ '/': { get: { responses: { '2XX': {} } } } })))
  assert.equal(expect?.status?.length, 100)
})

test('only the path of servers counts, and never their host', () => {
  const servers = [{ url: 'https://evil.example/{base}/', variables: { base: { default: 'api' } } }]
  assert.equal(only(callsOf(document({ '/a': { get: {} } }, { servers }))).path, '/api/a')
})

test('a path of servers that was typed as well is not repeated', () => {
  assert.equal(
    only(callsOf(document({ '/a': { get: {} } }, { servers: [{ url: '/api' }] }), '/api')).path,
    '/a',
  )
})

const relative: [url: string, basePath: string, documentPath: string, path: string][] = [
  ['.', '', '/openapi.json', '/a'],
  ['.', '/app', '/app/openapi.json', '/a'],
  ['./', '/app', '/app/openapi.json', '/a'],
  ['', '/app', '/app/openapi.json', '/a'],
  ['.', '', '/docs/openapi.json', '/docs/a'],
  ['..', '', '/docs/openapi.json', '/a'],
  ['v1', '/app', '/app/openapi.json', '/v1/a'],
  ['.', '/app', '/openapi.json', '/a'],
  ['/app', '/app', '/app/openapi.json', '/a'],
  ['v1/x', '/app', '/app/openapi.json', '/v1/x/a'],
  ['/api', '/app', '/app/openapi.json', '/api/a'],
  ['https://example.com/api', '/app', '/app/openapi.json', '/api/a'],
  ['http://[', '', '/openapi.json', '/a'],
]

for (const [url, basePath, documentPath, path] of relative) {
  test(`a server ${JSON.stringify(url)} in ${documentPath}, of a server at ${basePath || '/'}, means ${path}`, () => {
    const described = document({ '/a': { get: {} } }, { servers: [{ url }] })
    assert.equal(only(callsOf(described, basePath, documentPath)).path, path)
  })
}

test('a server whose address is no text is none', () => {
  assert.equal(only(callsOf(document({ '/a': { get: {} } }, { servers: [{ url: 5 }] }))).path, '/a')
})

test('a relative server of a document from a file means the base path that was typed', () => {
  assert.equal(only(callsOf(document({ '/a': { get: {} } }, { servers: [{ url: '.' }] }))).path, '/a')
})

test('a local reference is followed, for parameters, bodies and answers', () => {
  const components = {
    parameters: { Id: id({ example: 5 }) },
    responses: {
      Ok: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
    },
    schemas: { Thing: { type: 'object' } },
  }
  const get = {
    parameters: [{ $ref: '#/components/parameters/Id' }],
    responses: { 200: { $ref: '#/components/responses/Ok' } },
  }
  const call = only(callsOf(document({ '/{id}': { get } }, { components })))
  assert.equal(call.path, '/5')
  assert.deepEqual(call.expect?.schema, { $ref: '#/$defs/1', $defs: { 1: { type: 'object' } } })
})

test('a document that describes endless work is interrupted', () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const parts = Array.from({ length: 12 }, () => ({ $ref: `#/levels/${level + 1}` }))
    return { allOf: parts }
  })
  const requestBody = { required: true, content: { 'application/json': { schema: { $ref: '#/levels/0' } } } }
  assert.throws(() => callsOf(document({ '/': { post: { requestBody } } }, { levels })), {
    name: 'DocumentError',
  })
})

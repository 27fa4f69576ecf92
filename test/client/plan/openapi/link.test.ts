import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../../../client/call.ts'
import { callsOf } from '../../../../client/plan/openapi.ts'

const parameter = (name: string, rest: object = { example: 1 }, place = 'path') => ({
  name,
  in: place,
  required: place === 'path',
  ...rest,
})

/** An operation whose good answer has these links. */
const source = (links: object, rest: object = {}) => ({ responses: { 201: { links } }, ...rest })

const post = (operationId: string, links: object = {}, rest: object = {}) => ({
  post: source(links, { operationId, ...rest }),
})

const fromBody = { parameters: { id: '$response.body#/id' } }

function callsIn(paths: object, rest: object = {}): Call[] {
  return callsOf({ openapi: '3.1.0', paths, ...rest })
}

/** The one call of a name. */
function named(calls: Call[], name: string): Call {
  const found = calls.filter(call => call.name === name)
  assert.equal(found.length, 1, name)
  return found[0] as Call
}

const read = { get: { operationId: 'read', parameters: [parameter('id')] } }

const ways: [title: string, link: object, components?: object][] = [
  ['an operationId', { operationId: 'read', ...fromBody }],
  ['a local operationRef', { operationRef: '#/paths/~1a~1{id}/get', ...fromBody }],
  ['an operationRef in the spelling of URLs', { operationRef: '#/paths/~1a~1%7Bid%7D/get', ...fromBody }],
  ['a name with its place', { operationId: 'read', parameters: { 'path.id': '$response.body#/id' } }],
  ['a reference', { $ref: '#/components/links/Read' }, { Read: { operationId: 'read', ...fromBody } }],
]

for (const [title, link, links] of ways) {
  test(`a link by ${title} gives the value to the call`, () => {
    const calls = callsIn({ '/a/{id}': read, '/a': post('make', { link }) }, { components: { links } })
    const { path, needs } = named(calls, 'GET /a/{id}')
    assert.equal(path, '/a/{id}')
    assert.deepEqual(needs, [{ call: 'POST /a', value: '$response.body#/id', into: '$request.path.id' }])
    assert.deepEqual(
      calls.map(({ name }) => name),
      ['POST /a', 'GET /a/{id}'],
    )
  })
}

test('a call that has all its values from a link needs no example, and is not made up', () => {
  const get = { operationId: 'read', parameters: [parameter('id', { schema: { type: 'integer' } })] }
  const { skip, invented } = named(
    callsIn({ '/a': post('make', { l: { operationId: 'read', ...fromBody } }), '/a/{id}': { get } }),
    'GET /a/{id}',
  )
  assert.deepEqual([skip, invented], [undefined, undefined])
})

test('constants are filled in at once, and are no reason to wait for another call', () => {
  const link = { operationId: 'read', parameters: { id: 7 } }
  const { path, needs } = named(callsIn({ '/a': post('make', { link }), '/a/{id}': read }), 'GET /a/{id}')
  assert.deepEqual([path, needs], ['/a/7', undefined])
})

test('query, header and body take values, too, and expressions within texts', () => {
  const target = {
    operationId: 'say',
    parameters: [parameter('q', {}, 'query'), parameter('x-of', {}, 'header')],
    requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
  }
  const link = {
    operationId: 'say',
    parameters: { 'query.q': 'n-{$response.body#/id}', 'header.x-of': '$statusCode' },
    requestBody: { note: { id: '$response.body#/id' }, tags: ['a', '{$method}!'], text: 'x' },
  }
  const call = named(callsIn({ '/a': post('make', { link }), '/say': { put: target } }), 'PUT /say')
  assert.deepEqual(call.json, link.requestBody)
  assert.deepEqual(
    call.needs?.map(({ value, into }) => [value, into]),
    [
      ['n-{$response.body#/id}', '$request.query.q'],
      ['$statusCode', '$request.header.x-of'],
      ['$response.body#/id', '$request.body#/note/id'],
      ['{$method}!', '$request.body#/tags/1'],
    ],
  )
})

test('of two sources of one value, the first in the document that can be used is used', () => {
  const link = { operationId: 'read', ...fromBody }
  const upload = { requestBody: { required: true, content: { 'image/png': {} } } }
  const calls = callsIn({
    '/upload': post('upload', { link }, upload),
    '/a': post('one', { link }),
    '/b': post('two', { link }),
    '/a/{id}': read,
  })
  assert.deepEqual(
    named(calls, 'GET /a/{id}').needs?.map(({ call }) => call),
    ['POST /a'],
  )
})

test('a link of a problem, or to nowhere, gives nothing', () => {
  const links = {
    a: { operationId: 'unknown', ...fromBody },
    b: { operationRef: 'https://example.com/#/paths/~1a/get', ...fromBody },
    c: { $ref: '#/nowhere' },
    d: 5,
    e: { operationRef: '#/paths', ...fromBody },
    f: { operationRef: '#/paths/~1a~1{id}', ...fromBody },
    g: { operationRef: '#/paths/~1a~1{id}/get/responses', ...fromBody },
    h: { operationRef: '#/webhooks/~1a~1{id}/get', ...fromBody },
    i: { operationRef: 'a/paths/~1a~1{id}/get', ...fromBody },
  }
  const responses = {
    200: { $ref: '#/nowhere' },
    201: { links },
    404: { links: { e: { operationId: 'read', ...fromBody } } },
  }
  const calls = callsIn({ '/a': { post: { responses } }, '/a/{id}': read })
  assert.equal(named(calls, 'GET /a/{id}').needs, undefined)
})

const examples = { examples: { good: { value: 1 }, none: { value: 0 } } }
const content = (name: string) => ({ 'application/json': { examples: { [name]: { value: {} } } } })
const responses = { 200: { content: content('good') }, 404: { content: content('none') } }
const two = { get: { operationId: 'read', parameters: [parameter('id', examples)], responses } }

test('without x-examples, a link serves the calls that expect a good answer', () => {
  const calls = callsIn({ '/a': post('make', { l: { operationId: 'read', ...fromBody } }), '/a/{id}': two })
  assert.deepEqual(
    calls.slice(1).map(({ path, expect }) => [path, expect?.status]),
    [
      ['/a/{id}', [200]],
      ['/a/0', [404]],
    ],
  )
})

test('with x-examples, it serves those alone: two that it makes the same are one', () => {
  const link = { operationId: 'read', ...fromBody, 'x-examples': ['none', 'later'] }
  const calls = callsIn({ '/a': post('make', { link }), '/a/{id}': two })
  assert.deepEqual(
    calls.slice(1).map(({ path }) => path),
    ['/a/{id}', '/a/1'],
  )
})

test('a link that would close a circle is not used, and its call keeps its own value', () => {
  const link = (operationId: string) => ({ l: { operationId, ...fromBody } })
  const calls = callsIn({
    '/a/{id}': post('a', link('b'), { parameters: [parameter('id')] }),
    '/b/{id}': post('b', link('c'), { parameters: [parameter('id')] }),
    '/c/{id}': post('c', link('a'), { parameters: [parameter('id')] }),
  })
  assert.deepEqual(
    calls.map(({ path }) => path),
    ['/c/1', '/a/{id}', '/b/{id}'],
  )
})

test('an operation that a link leads to sends what it would send without', () => {
  const link = { operationId: 'change', ...fromBody }
  const requestBody = { content: { 'application/json': { schema: { type: 'integer' } } } }
  const put = { operationId: 'change', parameters: [parameter('id')], requestBody }
  const calls = callsIn({ '/a': post('make', { link }), '/a/{id}': { put } })
  assert.equal(named(calls, 'PUT /a/{id}').json, 1)
})

test('a thing is deleted behind all other calls that are about it, and about what was made of it', () => {
  const to = (operationId: string) => [operationId, { operationId, ...fromBody }]
  const about = (operationId: string) => ({ operationId, parameters: [parameter('id')] })
  const calls = callsIn({
    '/a/{id}': { delete: about('delete'), put: about('change') },
    '/a': post('make', Object.fromEntries(['delete', 'change', 'copy'].map(to))),
    '/a/{id}/copy': post('copy', Object.fromEntries([to('read')]), about('copy')),
    '/copy/{id}': { get: about('read') },
  })
  assert.deepEqual(
    calls.map(({ name }) => name),
    ['POST /a', 'PUT /a/{id}', 'POST /a/{id}/copy', 'GET /copy/{id}', 'DELETE /a/{id}'],
  )
})

test('a deletion that is to be refused takes nothing away', () => {
  const content = { 'application/json': { examples: { no: { value: {} } } } }
  const remove = {
    operationId: 'delete',
    parameters: [parameter('id', { examples: { no: { value: 1 } } })],
    responses: { 403: { content } },
  }
  const link = { operationId: 'delete', ...fromBody, 'x-examples': ['no'] }
  const calls = callsIn({
    '/a': post('make', { link, read: { operationId: 'read', ...fromBody } }),
    '/a/{id}': { delete: remove, ...read },
  })
  assert.deepEqual(
    calls.map(({ name }) => name),
    ['POST /a', 'DELETE /a/{id}', 'GET /a/{id}'],
  )
})

test('a value for the query is none for the path, though both have one name', () => {
  const parameters = [parameter('id'), parameter('id', {}, 'query')]
  const link = { operationId: 'read', parameters: { 'query.id': '$response.body#/id' } }
  const calls = callsIn({
    '/a': post('make', { link }),
    '/a/{id}': { get: { operationId: 'read', parameters } },
  })
  assert.equal(named(calls, 'GET /a/{id}').path, '/a/1')
})

test('of two operations with one operationId, a link leads to the first', () => {
  const calls = callsIn({
    '/a': post('make', { l: { operationId: 'read', ...fromBody } }),
    '/a/{id}': read,
    '/b/{id}': read,
  })
  assert.deepEqual(
    calls.map(({ path }) => path),
    ['/a', '/a/{id}', '/b/1'],
  )
})

test('a constant closes no circle', () => {
  const calls = callsIn({
    '/a/{id}': post(
      'a',
      { l: { operationId: 'b', parameters: { id: 7 } } },
      { parameters: [parameter('id')] },
    ),
    '/b/{id}': post('b', { l: { operationId: 'a', ...fromBody } }, { parameters: [parameter('id')] }),
  })
  assert.deepEqual(
    calls.map(({ path }) => path),
    ['/b/7', '/a/{id}'],
  )
})

/** The call that links lead to, of an operation with these parameters and this body. */
function linkedCall(links: object, parameters: object[], type?: string): Call {
  const requestBody = type && { content: { [type]: { example: { own: 1 } } } }
  return named(
    callsIn({ '/a': post('make', links), '/say': { put: { operationId: 'say', parameters, requestBody } } }),
    'PUT /say',
  )
}

const json = 'application/json'
const say = (rest: object) => ({ operationId: 'say', ...rest })

test('a cookie and a whole query take constants, and no values of an answer', () => {
  for (const place of ['cookie', 'querystring']) {
    const all = parameter('all', { example: 'x=1' }, place)
    assert.equal(
      linkedCall({ l: say({ parameters: { all: '$response.body#/id' } }) }, [all]).needs,
      undefined,
    )
    const { path, headers } = linkedCall({ l: say({ parameters: { all: 'y=2' } }) }, [all])
    assert.match(`${path} ${headers?.cookie}`, /y(=|%3D)2/)
  }
})

const bodies: [title: string, links: object, type: string | undefined, expected: Partial<Call>][] = [
  ['the first that gives one', { a: say({ requestBody: 1 }), b: say({ requestBody: 2 }) }, json, { json: 1 }],
  ['its own, where a link gives none', { a: say({ parameters: {} }) }, json, { json: { own: 1 } }],
  [
    'the whole of an answer',
    { a: say({ requestBody: '$response.body' }) },
    json,
    {
      json: '$response.body',
      needs: [{ call: 'POST /a', value: '$response.body', into: '$request.body' }],
    },
  ],
  [
    'its own in parts, which no link fills',
    { a: say({ requestBody: { own: '$response.body#/id' } }) },
    'multipart/form-data',
    { multipart: [{ name: 'own', value: '1' }] },
  ],
  ['none, if it has none', { a: say({ requestBody: '$response.body' }) }, undefined, {}],
]

for (const [title, links, type, expected] of bodies) {
  test(`of several bodies, a call sends ${title}`, () => {
    const { json, multipart, needs } = linkedCall(links, [], type)
    const sent = Object.entries({ json, multipart, needs }).filter(([, part]) => part !== undefined)
    assert.deepEqual(Object.fromEntries(sent), expected)
  })
}

test('examples keep their order, whether a link gives something to them or not', () => {
  const q = parameter('q', { examples: { a: { value: 1 }, b: { value: 2 } } }, 'query')
  const get = { operationId: 'read', parameters: [parameter('id'), q] }
  const link = { operationId: 'read', ...fromBody, 'x-examples': ['b'] }
  const calls = callsIn({ '/a': post('make', { link }), '/a/{id}': { get } })
  assert.deepEqual(
    calls.map(({ path }) => path),
    ['/a', '/a/1?q=1', '/a/{id}?q=2'],
  )
})

test('a link of an operation to itself serves its other examples', () => {
  const bodies = { root: { value: {} }, reply: { value: { to: 1 } } }
  const requestBody = { required: true, content: { 'application/json': { examples: bodies } } }
  const link = { operationId: 'make', requestBody: { to: '$response.body#/id' } }
  const calls = callsIn({ '/a': post('make', { link }, { requestBody }) })
  assert.deepEqual(
    calls.map(({ json, needs }) => [json, needs?.length]),
    [
      [{}, undefined],
      [{ to: '$response.body#/id' }, 1],
    ],
  )
})

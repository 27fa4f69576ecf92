import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callsOf } from '../../../../client/plan/openapi.ts'
import { exchanged, reasonAt, sentTo } from './sent.ts'

const point = { type: 'object', required: ['y'], properties: { y: { type: 'integer' } } }
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } })

for (const method of ['post', 'put', 'patch']) {
  test(`a ${method.toUpperCase()} has its body although nothing says that it is required`, async t => {
    const paths = { '/points': { [method]: { requestBody: json(point) } } }
    assert.deepEqual(await sentTo(t, paths), [`${method.toUpperCase()} /points {"y":1}`])
  })
}

test('where any JSON is a body, an empty object is sent, and nobody wrote that', async t => {
  const paths = { '/points': { post: { requestBody: json({}) } } }
  assert.deepEqual(await sentTo(t, paths), ['POST /points {}'])
  assert.match((await reasonAt(t, paths, { refuses: () => true })) ?? '', /the body/)
})

test('a DELETE has no body that nothing asks for', async t => {
  assert.deepEqual(await sentTo(t, { '/points': { delete: { requestBody: json(point) } } }), [
    'DELETE /points',
  ])
})

test('a DELETE has the body of its own example alone', async t => {
  const parameters = [{ name: 'id', in: 'path', examples: { a: { value: 1 } } }]
  const requestBody = { content: { 'application/json': { examples: { full: { value: [1] } } } } }
  assert.deepEqual(await sentTo(t, { '/points/{id}': { delete: { parameters, requestBody } } }), [
    'DELETE /points/1',
    'DELETE /points/1 [1]',
  ])
})

test('an example of an answer alone does not take the body away', async t => {
  const answer = { content: { 'application/json': { examples: { found: { value: {} } } } } }
  const paths = { '/points': { post: { requestBody: json(point), responses: { 200: answer } } } }
  assert.deepEqual(await sentTo(t, paths), ['POST /points {"y":1}'])
})

test('an example of the body is nothing made up, and JSON and forms need no header of their own', () => {
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const requestBody = { content: { [type]: { example: { a: 1 } } } }
    const [call] = callsOf({ openapi: '3.1.0', paths: { '/a': { post: { requestBody } } } })
    assert.deepEqual([call?.invented, call?.headers], [undefined, undefined], type)
  }
})

test('a file is made up, though there is an example of the body', () => {
  const properties = { photo: { type: 'string', format: 'binary' }, title: { type: 'string' } }
  const media = { schema: { properties }, example: { photo: 'x', title: 'y' } }
  const requestBody = { content: { 'multipart/form-data': media } }
  const [call] = callsOf({ openapi: '3.1.0', paths: { '/a': { post: { requestBody } } } })
  assert.deepEqual(call?.invented, ['the body'])
})

const unsent = { 'application/xml': {} }
const without: [title: string, method: string, requestBody: object, skip: string | undefined][] = [
  ['a GET that may go without its body does', 'get', json(point), undefined],
  [
    'a HEAD that may not is skipped',
    'head',
    { ...json(point), required: true },
    'a HEAD is sent without a body, and its body is required',
  ],
  ['a DELETE goes without a body of a type that is not sent', 'delete', { content: unsent }, undefined],
  [
    'a POST with such a body is skipped',
    'post',
    { content: unsent },
    'its body is application/xml, which is not sent',
  ],
  ['a POST goes without a body of no type', 'post', { content: {} }, undefined],
  [
    'a type that is none does not hide one that is',
    'post',
    { content: { '': {}, ...unsent } },
    'its body is  or application/xml, which is not sent',
  ],
]

for (const [title, method, requestBody, skip] of without) {
  test(title, () => {
    const [call] = callsOf({ openapi: '3.1.0', paths: { '/a': { [method]: { requestBody } } } })
    assert.deepEqual([call?.skip, call?.json], [skip, undefined])
  })
}

test('a made-up body that is refused counts as skipped, and the reason names it', async t => {
  const paths = { '/points': { post: { requestBody: json(point) } } }
  assert.equal(
    await reasonAt(t, paths, { refuses: () => true }),
    'no example of the body, and made-up input is refused',
  )
})

test('a server that refuses to go without a body that cannot be made up is not wrong', async t => {
  const requestBody = json({ $ref: '#/nowhere' })
  const reason = await reasonAt(
    t,
    { '/points': { post: { requestBody } } },
    { refuses: ({ body }) => body === '' },
  )
  assert.match(reason ?? '', /the body/)
})

test('a body that only some examples have goes with the names of the others, too', async t => {
  const parameters = [{ name: 'id', in: 'path', examples: { a: { value: 1 }, b: { value: 2 } } }]
  const requestBody = { content: { 'application/json': { examples: { full: { value: [1] } } } } }
  assert.deepEqual(await sentTo(t, { '/points/{id}': { put: { parameters, requestBody } } }), [
    'PUT /points/1 [1]',
    'PUT /points/2 [1]',
  ])
})

test('an example that sends nothing goes without a body', async t => {
  const requestBody = { content: { 'application/json': { examples: { full: { value: [1] } } } } }
  const nothing = { value: {}, 'x-sends-nothing': true }
  const responses = { 200: { content: { 'application/json': { examples: { nothing } } } } }
  assert.deepEqual(await sentTo(t, { '/points': { post: { requestBody, responses } } }), [
    'POST /points',
    'POST /points [1]',
  ])
})

test('an example that is to be refused goes without a body of another name', async t => {
  const parameters = [{ name: 'at', in: 'query', examples: { bad: { value: 'x' } } }]
  const requestBody = { content: { 'application/json': { examples: { full: { value: [1] } } } } }
  const bad = { content: { 'application/json': { examples: { bad: { value: {} } } } } }
  const paths = { '/points': { post: { parameters, requestBody, responses: { 200: {}, 400: bad } } } }
  const { seen } = await exchanged(t, paths, { refuses: ({ body }) => body === '' })
  assert.deepEqual(
    seen.map(({ url, body }) => [url, body]),
    [
      ['/points?at=x', ''],
      ['/points', '[1]'],
    ],
  )
})

test('in OpenAPI 3.0, the body of a GET is ignored', async t => {
  const requestBody = { required: true, ...json(point) }
  assert.deepEqual(await sentTo(t, { '/points': { get: { requestBody } }, '/next': { get: {} } }), [
    'GET /points',
    'GET /next',
  ])
})

test('in OpenAPI 3.1, a GET that must have a body is skipped, and the others are called', async t => {
  const requestBody = { required: true, ...json(point) }
  const { results } = await exchanged(
    t,
    { '/points': { get: { requestBody } }, '/next': { get: {} } },
    { document: { openapi: '3.1.0' } },
  )
  assert.deepEqual(
    results.map(({ verdict, problems }) => [verdict, problems[0]]),
    [
      ['skipped', 'a GET is sent without a body, and its body is required'],
      ['ok', undefined],
    ],
  )
})

test('a body without a media type is named so', async t => {
  const requestBody = { required: true, content: {} }
  assert.equal(await reasonAt(t, { '/points': { post: { requestBody } } }), 'its body has no media type')
})

const types: [type: string, sent: string][] = [
  ['application/vnd.api+json', 'application/vnd.api+json'],
  ['application/merge-patch+json', 'application/merge-patch+json'],
  ['application/json; charset=utf-8', 'application/json; charset=utf-8'],
  ['application/json', 'application/json'],
  ['*/*', 'application/json'],
  ['application/*', 'application/json'],
]

for (const [type, sent] of types) {
  test(`a body that the document names ${type} is sent as ${sent}`, async t => {
    const requestBody = { content: { [type]: { schema: point } } }
    const { seen } = await exchanged(t, { '/points': { patch: { requestBody } } })
    assert.deepEqual(
      seen.map(({ headers, body }) => [headers['content-type'], body]),
      [[sent, '{"y":1}']],
    )
  })
}

test('a body with something else in the place of its media type is skipped, and that is shown', async t => {
  const requestBody = { content: { '': {}, 'applicationjson;version=1': {} } }
  assert.equal(
    await reasonAt(t, { '/points': { post: { requestBody } } }),
    'its content has "" and "applicationjson;version=1" in the place of a media type',
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callsOf } from '../../../../client/plan/openapi.ts'
import { exchanged, sentTo } from './sent.ts'

const setting = { document: { openapi: '3.2.0' } }
const json = (media: object) => ({ 'application/json': media })

test('QUERY is sent with its body, whether that is required or not', async t => {
  const query = {
    requestBody: { content: json({ schema: { required: ['q'], properties: { q: { const: 1 } } } }) },
  }
  assert.deepEqual(await sentTo(t, { '/search': { query } }, setting), ['QUERY /search {"q":1}'])
})

test('an additional operation is called by its own method', async t => {
  const additionalOperations = {
    COPY: { parameters: [{ name: 'to', in: 'query', example: 'b' }] },
    'M-SEARCH': {},
    LOCK: null,
  }
  assert.deepEqual(await sentTo(t, { '/a': { additionalOperations } }, setting), [
    'COPY /a?to=b',
    'M-SEARCH /a',
  ])
})

for (const method of ['CONNECT', 'copy', 'NO WAY'])
  test(`an additional operation with the method ${method} is skipped, as it cannot be sent`, () => {
    const [call] = callsOf({
      openapi: '3.2.0',
      paths: { '/a': { additionalOperations: { [method]: {} } } },
    })
    assert.equal(call?.skip, `its method, ${method}, cannot be sent`)
  })

test('an unknown method is sent once, whatever its parameters are named: it may make something', async t => {
  const to = { name: 'to', in: 'query', examples: { one: { value: 1 }, two: { value: 2 } } }
  const paths = { '/a': { additionalOperations: { COPY: { parameters: [to] } } } }
  assert.deepEqual(await sentTo(t, paths, setting), ['COPY /a?to=1'])
})

test('a link leads to an additional operation', async t => {
  const get = {
    responses: {
      200: {
        links: {
          copy: {
            operationRef: '#/paths/~1a~1{id}/additionalOperations/COPY',
            parameters: { id: '$response.body#/id' },
          },
        },
      },
    },
  }
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } }
  const paths = { '/a': { get }, '/a/{id}': { additionalOperations: { COPY: { parameters: [id] } } } }
  assert.deepEqual(await sentTo(t, paths, { ...setting, answer: { id: 7 } }), ['GET /a', 'COPY /a/7'])
})

const form = 'application/x-www-form-urlencoded'
const wholeQueries: [title: string, type: string, example: unknown, query: string][] = [
  ['an object as pairs', form, { a: 'x&y', b: [1, 2] }, 'a=x%26y&b=1&b=2'],
  ['a text as it is', form, 'a=1&b=%202#c', 'a=1&b=%202%23c'],
  ['JSON in one piece', 'application/json', { a: ['b'] }, '%7B%22a%22%3A%5B%22b%22%5D%7D'],
  ['a text of JSON in its quotes', 'application/json', 'a', '%22a%22'],
]

for (const [title, type, example, query] of wholeQueries)
  test(`the whole query has ${title}`, async t => {
    const parameter = { name: 'all', in: 'querystring', content: { [type]: { example } } }
    assert.deepEqual(await sentTo(t, { '/': { get: { parameters: [parameter] } } }, setting), [
      `GET /?${query}`,
    ])
  })

test('the style of cookies encodes nothing, and exploded a list is one cookie for each item', async t => {
  const parameter = { name: 'a', in: 'cookie', style: 'cookie', example: ['x+y', 'z/u'] }
  const { seen } = await exchanged(t, { '/': { get: { parameters: [parameter] } } }, setting)
  assert.equal(seen[0]?.headers.cookie, 'a=x+y; a=z/u')
})

test('dataValue is the value of an example', async t => {
  const post = { requestBody: { content: json({ examples: { one: { dataValue: { a: 1 } } } }) } }
  assert.deepEqual(await sentTo(t, { '/': { post } }, setting), ['POST / {"a":1}'])
})

test('a media type may be a reference to one of the components', async t => {
  const post = { requestBody: { content: json({ $ref: '#/components/mediaTypes/point' }) } }
  const document = { openapi: '3.2.0', components: { mediaTypes: { point: { example: [1, 2] } } } }
  assert.deepEqual(await sentTo(t, { '/': { post } }, { document }), ['POST / [1,2]'])
})

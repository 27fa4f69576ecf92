import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonAt, sentTo } from './sent.ts'

const parameter = (schema: unknown, rest = {}) => ({ name: 'page', in: 'query', schema, ...rest })

const optional: [title: string, schema: unknown][] = [
  ['only a default', { type: 'integer', default: 0 }],
  ['only allowed values', { type: 'string', enum: ['admin', 'guest'] }],
  ['only a constant', { const: 'x' }],
  ['a default in an alternative', { anyOf: [{ type: 'string', default: '0' }, { type: 'number' }] }],
  ['a list of allowed values', { type: 'array', items: { type: 'string', enum: ['a'] } }],
]

for (const [title, schema] of optional) {
  test(`an optional parameter of which the document has ${title} is left out`, async t => {
    assert.deepEqual(await sentTo(t, { '/users': { get: { parameters: [parameter(schema)] } } }), [
      'GET /users',
    ])
  })
}

test('an optional parameter that has an example is sent', async t => {
  const parameters = [parameter({ type: 'integer', default: 0, example: 3 })]
  assert.deepEqual(await sentTo(t, { '/users': { get: { parameters } } }), ['GET /users?page=3'])
})

test('a required parameter has its default', async t => {
  const parameters = [parameter({ type: 'integer', default: 7 }, { required: true })]
  assert.deepEqual(await sentTo(t, { '/users': { get: { parameters } } }), ['GET /users?page=7'])
})

for (const schema of [{ type: 'integer', default: 0 }, { type: 'string', enum: ['a'] }, { const: 1 }]) {
  test(`a refusal of ${JSON.stringify(schema)} says nothing about the server`, async t => {
    const paths = {
      '/rooms/{id}': { get: { parameters: [{ name: 'id', in: 'path', required: true, schema }] } },
    }
    assert.equal(
      await reasonAt(t, paths, { refuses: () => true }),
      'no example of id, and made-up input is refused',
    )
  })
}

test('a field that one part of a schema requires and another forbids is named with that reason', async t => {
  const amount = { type: 'object', required: ['amount'], properties: { amount: { type: 'integer' } } }
  const schema = { type: 'object', additionalProperties: false, allOf: [amount] }
  const requestBody = { required: true, content: { 'application/json': { schema } } }
  assert.equal(
    await reasonAt(t, { '/funds': { post: { requestBody } } }),
    'no example for amount in the body (the schema forbids it)',
  )
})

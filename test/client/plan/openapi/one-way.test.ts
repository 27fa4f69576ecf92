import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exchanged, sentTo } from './sent.ts'

const user = {
  type: 'object',
  required: ['id', 'name', 'pin'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string' },
    pin: { type: 'string', writeOnly: true },
  },
}
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } })
const components = {
  schemas: {
    User: user,
    Secret: { type: 'string', writeOnly: true },
    Pin: { type: 'object', properties: { pin: { $ref: '#/components/schemas/Secret' } } },
    Needs: { type: 'object', required: ['pin', 'name'], properties: { name: { type: 'string' } } },
    Key: { type: 'integer', readOnly: true },
  },
}
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

/** What an answer breaks of a schema. */
async function problems(
  t: Parameters<typeof exchanged>[0],
  schema: unknown,
  answer: unknown,
  openapi = '3.0.3',
) {
  const paths = { '/users': { get: { responses: { 200: json(schema) } } } }
  const { results } = await exchanged(t, paths, { answer, document: { openapi, components } })
  return results.flatMap(result => result.problems)
}

const missing: [title: string, schema: unknown, answer: unknown][] = [
  ['of the schema itself', user, { id: 1, name: 'Ada' }],
  ['of a schema that is referred to', ref('User'), { id: 1, name: 'Ada' }],
  ['of an item', { type: 'array', items: ref('User') }, [{ id: 1, name: 'Ada' }]],
  [
    'of an object within',
    { properties: { user: ref('User') }, required: ['user'] },
    { user: { id: 1, name: 'Ada' } },
  ],
  ['that one part marks and another requires', { allOf: [ref('Pin'), ref('Needs')] }, { name: 'Ada' }],
  ['that a part marks and the whole requires', { allOf: [ref('Pin')], required: ['pin'] }, {}],
  ['of an alternative', { oneOf: [ref('User'), { type: 'string' }] }, { id: 1, name: 'Ada' }],
]

for (const [title, schema, answer] of missing) {
  for (const openapi of ['3.0.3', '3.1.0']) {
    test(`an answer of ${openapi} may lack a writeOnly field ${title}`, async t => {
      assert.deepEqual(await problems(t, schema, answer, openapi), [])
    })
  }
}

test('an answer may not lack its other fields', async t => {
  assert.deepEqual(await problems(t, ref('User'), { name: 'Ada' }), ['id is missing in {"name":"Ada"}'])
})

test('a field that only another object marks as writeOnly is required', async t => {
  const schema = { required: ['user', 'pin'], properties: { user: ref('User'), pin: { type: 'string' } } }
  assert.deepEqual(await problems(t, schema, { user: { id: 1, name: 'Ada' } }), [
    'pin is missing in {"user":{"id":1,"name":"Ada"}}',
  ])
})

test('what an answer must not have is not turned around', async t => {
  const schema = { ...user, not: { required: ['pin'] } }
  assert.deepEqual(await problems(t, schema, { id: 1, name: 'Ada' }), [])
})

const bodies: [title: string, schema: unknown, body: string][] = [
  ['of the schema itself', user, '{"name":"string","pin":"string"}'],
  ['of a schema that is referred to', ref('User'), '{"name":"string","pin":"string"}'],
  ['of an item', { type: 'array', items: ref('User') }, '[{"name":"string","pin":"string"}]'],
  ['that refers to its type', { required: ['id'], properties: { id: ref('Key') } }, '{}'],
  [
    'that one part marks and another requires',
    {
      allOf: [
        { properties: { id: ref('Key') } },
        { required: ['id', 'a'], properties: { a: { enum: [1] } } },
      ],
    },
    '{"a":1}',
  ],
  [
    'in the example of its schema',
    { ...user, example: { id: 7, name: 'Ada', pin: '1234' } },
    '{"name":"Ada","pin":"1234"}',
  ],
]

for (const [title, schema, body] of bodies) {
  test(`a request leaves out a readOnly field ${title}`, async t => {
    const paths = { '/users': { post: { requestBody: { required: true, ...json(schema) } } } }
    assert.deepEqual(await sentTo(t, paths, { document: { components } }), [`POST /users ${body}`])
  })
}

test('an example of the body itself is sent as it is', async t => {
  const content = { 'application/json': { schema: user, example: { id: 7 } } }
  assert.deepEqual(await sentTo(t, { '/users': { post: { requestBody: { content } } } }), [
    'POST /users {"id":7}',
  ])
})

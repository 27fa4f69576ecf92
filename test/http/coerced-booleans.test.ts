import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { z } from 'zod'
import { coercedBooleanFaults } from '../../src/http/coerced-booleans.ts'
import { openApi } from '../../src/http/openapi.ts'
import { route } from '../../src/http/route.ts'
import { appOf } from './app-of.ts'
import { testExamples } from './contract.ts'

const coerced = z.coerce.boolean()

/** Schemas, and the place that is named. */
const rows: Record<string, [schema: z.ZodType, place: string]> = {
  'the whole body': [coerced, 'body'],
  'a field': [z.object({ on: coerced.optional() }), 'body.on'],
  'a field named like a keyword': [z.object({ properties: coerced }), 'body.properties'],
  'the items of a list': [z.array(coerced), 'body[]'],
  'a field of the items of a list': [z.object({ on: z.array(z.object({ it: coerced })) }), 'body.on[].it'],
  'a field of a choice': [z.object({ on: z.union([z.null(), z.object({ it: coerced })]) }), 'body.on.it'],
  'a choice': [z.object({ on: z.union([z.null(), coerced]) }), 'body.on'],
  'a tuple': [z.tuple([z.string(), coerced]), 'body[1]'],
  'the values of a record': [z.object({ on: z.record(z.string(), z.array(coerced)) }), 'body.on[]'],
  'what a function changes first': [z.object({ on: z.preprocess(value => value, coerced) }), 'body.on'],
  'a schema with a name': [z.object({ on: coerced.meta({ id: 'On' }) }), 'body.on'],
}
for (const [name, [schema, place]] of Object.entries(rows)) {
  test(`a coerced boolean is found in ${name}`, () => {
    assert.deepEqual(coercedBooleanFaults('body', schema), [
      `${place} is z.coerce.boolean(), which makes true of "false"; write z.boolean()`,
    ])
  })
}

test('what comes as text wants a boolean of text in place of a coerced one', () => {
  assert.deepEqual(coercedBooleanFaults('query', z.object({ all: coerced })), [
    'query.all is z.coerce.boolean(), which makes true of "false"; write z.stringbool()',
  ])
})

test('a coerced boolean is found in a schema that refers to itself', () => {
  const tree = z.object({
    on: coerced,
    get kids() {
      return z.array(tree)
    },
  })
  assert.equal(coercedBooleanFaults('body', tree).length, 1)
})

test('other booleans and other coercions are fine', () => {
  const schema = z.object({ a: z.boolean(), b: z.stringbool(), c: z.coerce.number(), d: z.date() })
  assert.deepEqual(coercedBooleanFaults('query', schema), [])
})

test('a schema that cannot be shown at all is left to the check that says so', () => {
  const twice = z.union([z.object({}).meta({ id: 'Two' }), z.object({ on: coerced }).meta({ id: 'Two' })])
  assert.deepEqual(coercedBooleanFaults('body', twice), [])
})

const routes = {
  list: route('GET /list', {
    summary: 'Lists all, or some',
    query: z.object({ all: z.stringbool(), quiet: z.stringbool().default(false) }),
    returns: z.object({ all: z.boolean(), quiet: z.boolean() }),
    examples: [
      { query: { all: 'true' }, returns: { all: true, quiet: false } },
      { query: { all: 'false', quiet: 'yes' }, returns: { all: false, quiet: true } },
    ],
    handler: ({ query }) => query,
  }),
}
const app = appOf(routes)
testExamples(app, routes)

test('a text for a boolean is refused with what it may be', async () => {
  const { status, body } = await supertest(app).get('/list?all=maybe')
  assert.equal(status, 400)
  assert.match(body.detail, /^Invalid input: query\.all is "maybe", expected one of "true"\|"1"\|"yes"/)
})

test('the docs show a text for a boolean as a string', () => {
  const document = JSON.stringify(openApi(routes, { title: '', version: '' }))
  assert.match(document, /"name":"all","in":"query","required":true,"schema":\{"type":"string"\}/)
  assert.match(document, /"name":"quiet","in":"query","required":false,"schema":\{"type":"string"\}/)
})

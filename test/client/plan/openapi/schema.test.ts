import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSchema } from '../../../../client/judge/schema-check.ts'
import { standaloneSchema } from '../../../../client/plan/openapi/schema.ts'

const schemaProblems = (schema: unknown, value: unknown) => checkSchema(schema, value).problems

test('a schema for lists of itself checks every level', () => {
  const document = {
    components: {
      schemas: {
        Tree: {
          type: 'object',
          properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
          required: ['children'],
        },
      },
    },
  }
  const schema = standaloneSchema(document, { $ref: '#/components/schemas/Tree' })
  assert.deepEqual(schemaProblems(schema, { children: [{ children: [] }] }), [])
  assert.deepEqual(schemaProblems(schema, { children: [{}] }), ['children[0].children is missing in {}'])
})

test("OpenAPI 3.0's nullable allows null", () => {
  const schema = standaloneSchema({}, { type: 'string', nullable: true })
  assert.deepEqual(schemaProblems(schema, null), [])
  assert.notDeepEqual(schemaProblems(schema, 1), [])
})

test("OpenAPI 3.0's boolean exclusiveMinimum excludes the minimum", () => {
  const schema = standaloneSchema({}, { type: 'number', minimum: 0, exclusiveMinimum: true })
  assert.notDeepEqual(schemaProblems(schema, 0), [])
  assert.deepEqual(schemaProblems(schema, 1), [])
})

test('a reference to another document is not followed, and allows any value', () => {
  const schema = standaloneSchema({}, { $ref: 'https://example.com/schema.json#/A' })
  assert.deepEqual(schemaProblems(schema, 1), [])
})

test('examples that look like schemas are not read as such', () => {
  const schema = standaloneSchema(
    {},
    { type: 'object', properties: { id: { type: 'string' } }, example: { id: 5, $ref: '#/nowhere' } },
  )
  assert.deepEqual(schemaProblems(schema, { id: 'x' }), [])
})

/** What needs no change, in a document. */
const kept: object[] = [
  { const: { a: 1 } },
  { enum: ['a'] },
  { enum: [{ $ref: '#/A' }] },
  { type: 'string', required: true },
  { not: { required: ['pin'], properties: { pin: {} } } },
]

for (const schema of kept) {
  test(`${JSON.stringify(schema)} is checked as it stands`, () => {
    assert.deepEqual(standaloneSchema({}, schema), schema)
  })
}

test('parts that are no schemas, or lead nowhere, say nothing of what is required', () => {
  const schema = { required: ['a'], allOf: [{ $ref: '#/nowhere' }, null] }
  assert.deepEqual(standaloneSchema({}, schema), {
    required: ['a'],
    allOf: [{ $ref: '#/$defs/1' }, true],
    $defs: { 1: true },
  })
})

test('what says nothing of a value is left out', () => {
  assert.deepEqual(standaloneSchema({}, { title: 'A', $ref: 5, xml: {}, examples: [1] }), {})
})

test('what a request alone has is no less forbidden by not', () => {
  const schema = standaloneSchema(
    {},
    { not: { required: ['pin'], properties: { pin: { writeOnly: true } } } },
  )
  assert.deepEqual(schemaProblems(schema, {}), [])
  assert.notDeepEqual(schemaProblems(schema, { pin: 1 }), [])
})

test('each reference leads to its own schema', () => {
  const document = { A: { type: 'string' }, B: { type: 'integer' } }
  const schema = standaloneSchema(document, { properties: { a: { $ref: '#/A' }, b: { $ref: '#/B' } } })
  assert.deepEqual(schemaProblems(schema, { a: 'x', b: 1 }), [])
  assert.deepEqual(schemaProblems(schema, { a: 'x', b: 'x' }).length, 1)
})

test('a field that answers need not have in one place, they need in another', () => {
  const pin = { writeOnly: true }
  const schema = standaloneSchema(
    { A: { required: ['pin'] } },
    { properties: { one: { allOf: [{ $ref: '#/A' }], properties: { pin } }, other: { $ref: '#/A' } } },
  )
  assert.deepEqual(schemaProblems(schema, { one: {}, other: { pin: 1 } }), [])
  assert.notDeepEqual(schemaProblems(schema, { one: {}, other: {} }), [])
})

const nullable: [schema: object, right: unknown, wrong: unknown][] = [
  [{ type: 'string', enum: ['a'] }, 'a', 'b'],
  [{ type: ['string', 'integer'] }, 1, true],
  [{ minimum: 3 }, 5, 1],
]

for (const [schema, right, wrong] of nullable) {
  test(`nullable allows null beside ${JSON.stringify(schema)}`, () => {
    const alone = standaloneSchema({}, { ...schema, nullable: true })
    assert.deepEqual(
      [null, right].flatMap(value => schemaProblems(alone, value)),
      [],
    )
    assert.notDeepEqual(schemaProblems(alone, wrong), [])
  })
}

const limits: [schema: object, right: number, wrong: number][] = [
  [{ minimum: 0, exclusiveMinimum: false }, 0, -1],
  [{ maximum: 0, exclusiveMaximum: true }, -1, 0],
  [{ exclusiveMinimum: 0 }, 1, 0],
]

for (const [schema, right, wrong] of limits) {
  test(`${JSON.stringify(schema)} allows ${right} and not ${wrong}`, () => {
    const alone = standaloneSchema({}, schema)
    assert.deepEqual(checkSchema(alone, right), { problems: [], notes: [] })
    assert.notDeepEqual(schemaProblems(alone, wrong), [])
  })
}

test('a type that may be null is named with it', () => {
  const schema = standaloneSchema({}, { type: 'string', nullable: true })
  assert.deepEqual(schema, { type: ['string', 'null'] })
})

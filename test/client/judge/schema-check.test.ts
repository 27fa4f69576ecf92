import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSchema } from '../../../client/judge/schema-check.ts'
import { standaloneSchema } from '../../../client/plan/openapi/schema.ts'

const schemaProblems = (schema: unknown, value: unknown) => checkSchema(schema, value).problems

const point = {
  type: 'object',
  properties: { distance: { type: 'number' }, a: { type: 'array', items: { type: 'number' }, minItems: 2 } },
  required: ['distance'],
}

test('a value that fits has no problems', () => {
  assert.deepEqual(schemaProblems(point, { distance: 5, a: [1, 2] }), [])
})

test('a value of the wrong type is told with what it is', () => {
  assert.deepEqual(schemaProblems(point, { distance: '5' }), ['distance is a string, not number: "5"'])
})

test('a missing field is told by its name', () => {
  assert.deepEqual(schemaProblems(point, {}), ['distance is missing in {}'])
})

test('a field that is not allowed is told by its name', () => {
  const closed = { ...point, additionalProperties: false }
  assert.deepEqual(schemaProblems(closed, { distance: 1, extra: 2 }), ['extra is not expected'])
})

test('a place within lists is told', () => {
  assert.deepEqual(schemaProblems(point, { distance: 1, a: [1, 'x'] }), ['a[1] is a string, not number: "x"'])
})

test('a body that is no object at all is told', () => {
  assert.deepEqual(schemaProblems(point, null), ['the answer is null, not object: null'])
})

const sentences: [schema: object, value: unknown, problem: string][] = [
  [{ type: ['string', 'null'] }, 5, 'the answer is a number, not string or null: 5'],
  [{ anyOf: [{ type: 'string' }, { minimum: 7 }] }, 5, 'the answer fits none of its allowed forms: 5'],
  [{ oneOf: [{ type: 'string' }, { minimum: 7 }] }, 5, 'the answer fits none of its allowed forms: 5'],
  [{ properties: { a: { required: ['b'] } } }, { a: {} }, 'a.b is missing in {}'],
  [
    { properties: { 'é "/%23 #': { required: ['a"b'] } } },
    { 'é "/%23 #': {} },
    'é "/%23 #.a"b is missing in {}',
  ],
  [{ properties: { n: { minimum: 7 } } }, { n: 5 }, 'n: 5 is less than 7.'],
  [{ required: ['constructor'] }, {}, 'constructor is missing in {}'],
  [{ items: { required: ['constructor'] } }, [{}], 'the answer[0].constructor is missing in {}'],
  [{ allOf: [{ type: 'string' }, { type: 'string' }] }, 5, 'the answer is a number, not string: 5'],
  [{ additionalProperties: { type: 'string' } }, { a: 1 }, 'a is a number, not string: 1'],
]

for (const [schema, value, problem] of sentences) {
  test(`by ${JSON.stringify(schema)}, it is said: ${problem}`, () => {
    assert.deepEqual(schemaProblems(schema, value), [problem])
  })
}

test('a field that only the prototype has is none', () => {
  const properties = { constructor: { type: 'string' }, toString: false }
  assert.deepEqual(schemaProblems({ properties, dependentRequired: { valueOf: ['a'] } }, {}), [])
})

test('of more than twenty problems, the last line says how many', () => {
  const required = Array.from({ length: 22 }, (_, index) => `field${index}`)
  assert.equal(schemaProblems({ required }, {}).at(-1), 'and 2 more')
})

test('a pattern that backtracks for ever is interrupted', () => {
  const started = performance.now()
  const { problems, notes } = checkSchema({ type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(60)}b`)
  assert.deepEqual(problems, [])
  assert.match(notes[0] ?? '', /cannot be checked: it takes over \d+ ms/)
  assert.ok(performance.now() - started < 30_000)
})

test('references that double at each level are interrupted', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 60 }, (_, level) => {
      const $ref = `#/components/schemas/level${level + 1}`
      return [`level${level}`, { allOf: [{ $ref }, { $ref }] }]
    }),
  )
  const document = { components: { schemas: { ...schemas, level60: { type: 'number' } } } }
  const schema = standaloneSchema(document, { $ref: '#/components/schemas/level0' })
  assert.match(checkSchema(schema, 1).notes[0] ?? '', /cannot be checked/)
})

test('a schema that is only itself is not followed for ever', () => {
  const document = { components: { schemas: { A: { $ref: '#/components/schemas/A' } } } }
  const schema = standaloneSchema(document, { $ref: '#/components/schemas/A' })
  // On a slow machine its time is up before the stack is full.
  assert.match(checkSchema(schema, 1).notes[0] ?? '', /refers to itself without end|it takes over/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { jsonSchema } from '../../src/http/json-schema.ts'

const n = z.number()
const pair = { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 }

test('a tuple of items that are all alike is a list of so many', () => {
  assert.deepEqual(jsonSchema(z.tuple([n, n]), 'input'), pair)
})

test('a tuple is a list at any depth', () => {
  const deep = z.object({ a: z.array(z.union([z.record(z.string(), z.tuple([n, n])), z.null()])) })
  const { properties } = jsonSchema(deep, 'input')
  assert.deepEqual(properties?.a, {
    type: 'array',
    items: {
      anyOf: [
        { type: 'object', propertyNames: { type: 'string' }, additionalProperties: pair },
        { type: 'null' },
      ],
    },
  })
})

test('a tuple of like tuples is a list of lists', () => {
  const corners = z.tuple([z.tuple([n, n]), z.tuple([z.number(), z.number()])])
  assert.deepEqual(jsonSchema(corners, 'input'), { ...pair, items: pair })
})

test('a tuple of one named schema is a list of references to it', () => {
  const named = z.number().meta({ id: 'Coordinate' })
  const { items, prefixItems, $defs } = jsonSchema(z.tuple([named, named]), 'input')
  assert.deepEqual(items, { $ref: '#/$defs/Coordinate' })
  assert.equal(prefixItems, undefined)
  assert.deepEqual($defs?.Coordinate, { type: 'number' })
})

test('a tuple that has a name is a list where it is defined', () => {
  const named = z.tuple([n, n]).meta({ id: 'Point' })
  const { $defs } = jsonSchema(z.object({ a: named, b: named }), 'input')
  assert.deepEqual($defs?.Point, pair)
})

test('a tuple whose last items may be missing is a list of at least the others', () => {
  assert.deepEqual(jsonSchema(z.tuple([n, n.optional()]), 'input'), { ...pair, minItems: 1 })
})

for (const [name, tuple] of Object.entries({
  'unlike items': z.tuple([n, z.string()]),
  'one unlike item among others': z.tuple([n, n, z.string()]),
  'items that differ in one bound': z.tuple([n, n.max(3)]),
  'any more items': z.tuple([n, n], n),
  'no items': z.tuple([]),
})) {
  test(`a tuple with ${name} says each of them`, () => {
    assert.ok('prefixItems' in jsonSchema(tuple, 'input'))
  })
}

/** A value that looks like the schema of a tuple. */
const lookalike = { prefixItems: [{}, {}], items: false }

test('a default that looks like a tuple is left as it is', () => {
  const schema = z.object({ a: z.any().default({ properties: lookalike, ...lookalike }) })
  const { properties } = jsonSchema(schema, 'input')
  assert.deepEqual(properties, { a: { default: { properties: lookalike, ...lookalike } } })
})

test('examples that look like tuples are left as they are', () => {
  const { examples } = jsonSchema(z.any().meta({ examples: [lookalike] }), 'input')
  assert.deepEqual(examples, [lookalike])
})

test('a field that is named like a keyword is a field', () => {
  const schema = z.object({ items: z.tuple([n, n]), default: z.tuple([n, n]) })
  const { properties } = jsonSchema(schema, 'input')
  assert.deepEqual(properties, { items: pair, default: pair })
})

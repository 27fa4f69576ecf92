import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonSchema } from '../../src/http/json-schema.ts'
import { schemaComponents } from '../../src/http/openapi-schemas.ts'

/** How a schema stands in the document, and which components it adds to the one that is there. */
function embedded(schema: JsonSchema) {
  const { schemas, embed } = schemaComponents({ Problem: { type: 'object' } })
  const inPlace = embed('entry.body', schema)
  const { Problem, ...added } = schemas
  assert.deepEqual(Problem, { type: 'object' })
  return { inPlace, added }
}

test('a schema without references stands where it is', () => {
  const schema: JsonSchema = { type: 'object', properties: { a: { type: 'string' } } }
  assert.deepEqual(embedded(schema), { inPlace: schema, added: {} })
})

test('what a schema defines becomes a component, and its references lead there', () => {
  const { inPlace, added } = embedded({
    type: 'array',
    items: { $ref: '#/$defs/Line' },
    $defs: {
      Line: { properties: { from: { $ref: '#/$defs/Point' } } },
      Point: { type: 'number' },
    },
  })
  assert.deepEqual(inPlace, { type: 'array', items: { $ref: '#/components/schemas/entry.body.Line' } })
  assert.deepEqual(added, {
    'entry.body.Line': { properties: { from: { $ref: '#/components/schemas/entry.body.Point' } } },
    'entry.body.Point': { type: 'number' },
  })
})

test('a schema that refers to itself becomes a component as a whole', () => {
  const self = { $ref: '#/components/schemas/entry.body' }
  assert.deepEqual(embedded({ type: 'array', items: { $ref: '#' } }), {
    inPlace: self,
    added: { 'entry.body': { type: 'array', items: self } },
  })
})

test('so does one that only its definitions refer to', () => {
  const self = { $ref: '#/components/schemas/entry.body' }
  const { inPlace, added } = embedded({ $defs: { Back: { items: { $ref: '#' } } } })
  assert.deepEqual([inPlace, added['entry.body.Back']], [self, { items: self }])
})

test('a field that is called $ref, and a text that looks like a reference, are none', () => {
  const schema: JsonSchema = {
    properties: { $ref: { type: 'string' } },
    description: '#',
    default: '#/$defs/Line',
  }
  assert.deepEqual(embedded(schema), { inPlace: schema, added: {} })
})

test('schemas of several entries stand side by side', () => {
  const { schemas, embed } = schemaComponents({})
  for (const name of ['first', 'second']) embed(name, { $defs: { Point: {} } })
  assert.deepEqual(Object.keys(schemas), ['first.Point', 'second.Point'])
})

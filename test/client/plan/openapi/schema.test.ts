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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { isText, jsonSchema } from '../../src/http/json-schema.ts'

const point = z.object({ x: z.number() }).meta({ id: 'Point' })

test('an object allows other fields, at any depth', () => {
  for (const schema of [z.object({}), z.object({ a: point, b: z.array(point) })])
    assert.doesNotMatch(JSON.stringify(jsonSchema(schema, 'output')), /additionalProperties/)
})

test('only a strict object says that there are no other fields', () => {
  assert.equal(jsonSchema(z.strictObject({}), 'input').additionalProperties, false)
})

test('a string is text, with a name of its own or without one, and nothing else is', () => {
  for (const schema of [z.string(), z.email(), z.string().meta({ id: 'Note' })])
    assert.equal(isText(schema), true)
  for (const schema of [point, z.number(), z.null(), z.array(z.string())]) assert.equal(isText(schema), false)
})

test('what JSON Schema cannot say is an error', () => {
  for (const schema of [z.date(), z.bigint(), z.string().transform(Number)])
    assert.throws(() => jsonSchema(schema, 'output'), /cannot be represented/)
})

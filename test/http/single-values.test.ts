import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { singleValuesAsLists } from '../../src/http/single-values.ts'

const list = z.array(z.string())

/** Schemas that take a list. */
const lists: Record<string, z.ZodType> = {
  'a list': list,
  'an optional list': list.optional(),
  'a list with a default': list.default([]),
  'a list or null': list.nullable(),
  'a list wrapped more than once': list.max(3).optional().default([]).readonly(),
  'a list that is caught': list.catch([]),
  'a list that is piped into another schema': list.transform(tags => tags.join()),
  'a tuple': z.tuple([z.string()]),
}
for (const [name, tag] of Object.entries(lists)) {
  test(`where the schema has ${name}, one value is a list of one`, () => {
    assert.deepEqual(singleValuesAsLists(z.object({ tag }))({ tag: 'a' }), { tag: ['a'] })
  })
}

/** Schemas that take one value, or both. */
const singles: Record<string, z.ZodType> = {
  'a string': z.string(),
  'a string or a list': z.union([z.string(), list]),
  'a number of text': z.coerce.number(),
}
for (const [name, tag] of Object.entries(singles)) {
  test(`where the schema has ${name}, one value stays one`, () => {
    assert.deepEqual(singleValuesAsLists(z.object({ tag }))({ tag: '1' }), { tag: '1' })
  })
}

test('several values, a missing one and other fields stay as they are', () => {
  const asLists = singleValuesAsLists(z.object({ tag: list, more: list.optional(), name: z.string() }))
  assert.deepEqual(asLists({ tag: ['a', 'b'], name: 'x' }), { tag: ['a', 'b'], name: 'x' })
})

test('an empty value is a value', () => {
  assert.deepEqual(singleValuesAsLists(z.object({ tag: list }))({ tag: '' }), { tag: [''] })
})

test('without lists the values are handed on, not copied', () => {
  const values = { name: 'x' }
  assert.equal(singleValuesAsLists(z.object({ name: z.string() }))(values), values)
})

import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'

type JsonSchema = z.core.JSONSchema.BaseSchema

/** The keywords of JSON Schema 2020-12 that hold a schema, a list of them, or one under each name. All others hold values. */
const one = ['items', 'additionalProperties', 'propertyNames', 'not', 'contains', 'if', 'then', 'else']
const many = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const named = ['properties', 'patternProperties', '$defs', 'definitions']

/**
 * Says of each tuple whose items are all alike that it is a list of so many: `items`, `minItems` and `maxItems` hold the same
 * values as `prefixItems`, which Prism, Spectral, Postman and dredd do not know. Other tuples stay as they are.
 */
export function listTuples(schema: JsonSchema): JsonSchema {
  const inner = Object.entries(schema).map(([keyword, value]) => [keyword, withinKeyword(keyword, value)])
  return asList(Object.fromEntries(inner))
}

function withinKeyword(keyword: string, value: unknown): unknown {
  if (many.includes(keyword) && Array.isArray(value)) return value.map(within)
  if (one.includes(keyword)) return within(value)
  if (!named.includes(keyword) || !isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, within(schema)]))
}

/** A schema may also be `true` or `false`. */
function within(schema: unknown): unknown {
  return isObject(schema) ? listTuples(schema) : schema
}

function asList(schema: JsonSchema): JsonSchema {
  const { prefixItems, items, ...rest } = schema
  if (!Array.isArray(prefixItems) || prefixItems.length === 0 || items !== false) return schema
  const [first, ...others] = prefixItems as [JsonSchema, ...JsonSchema[]]
  return others.every(item => isDeepStrictEqual(item, first)) ? { ...rest, items: first } : schema
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

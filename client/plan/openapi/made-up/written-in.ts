import { isObject } from '../../../untrusted.ts'
import { isOneWay } from '../one-way.ts'
import { resolved } from '../reference.ts'
import type { Made, Schema } from './made.ts'

/**
 * The values that a schema has in it, in OpenAPI's order of precedence. Only an example is one: a default says what the server
 * takes if nothing is sent (3.0.3, Schema Object), and an enum what it allows. Null is taken only where there is nothing else.
 */
export function writtenIn(schema: Schema): Made | undefined {
  if ('example' in schema) return { values: [schema.example], invented: false }
  if (Array.isArray(schema.examples) && schema.examples.length > 0)
    return { values: schema.examples, invented: false }
  if ('const' in schema) return { values: [schema.const], invented: true }
  const allowed = Array.isArray(schema.enum) ? schema.enum.filter(value => hasType(value, schema.type)) : []
  const isDefault = hasType(schema.default, schema.type) && schema.default !== null
  const isListed = allowed.length === 0 || allowed.includes(schema.default)
  const values = [
    ...(isDefault && isListed ? [schema.default] : []),
    ...allowed.filter(value => value !== null),
  ]
  if (values.length > 0) return { values: [...new Set(values)], invented: true }
  return allowed.length > 0 ? { values: [null], invented: true } : undefined
}

/** Some frameworks write a default of another type than the schema's, as 0 for a text of digits. */
function hasType(value: unknown, type: unknown): boolean {
  if (value === undefined) return false
  const own = Array.isArray(value) ? 'array' : typeof value
  const types = type === undefined ? [own] : [type].flat()
  return types.includes(own) || value === null || (types.includes('integer') && Number.isInteger(value))
}

/** An example of a schema shows answers, too: what "SHOULD NOT be sent as part of the request" is taken out of it. */
export function withoutReadOnly(document: unknown, schema: unknown, value: unknown): unknown {
  const found = resolved(document, schema)
  if (found === undefined) return value
  if (Array.isArray(value)) return value.map(item => withoutReadOnly(document, found.items, item))
  const { properties } = found
  if (!isObject(value) || !isObject(properties)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isOneWay(document, properties[name], 'readOnly'))
      .map(([name, inner]) => [name, withoutReadOnly(document, properties[name], inner)]),
  )
}

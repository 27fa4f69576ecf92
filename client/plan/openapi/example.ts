import { isObject } from '../../untrusted.ts'
import { resolved } from './reference.ts'

/** A value to send. `invented`: nobody wrote it down, it follows from types alone. */
export type Example = { value: unknown; invented: boolean }

type Schema = Record<string, unknown>

/** Levels of schemas within schemas that are followed: a schema that contains itself has no end. */
const maxDepth = 10

const stringOfFormat: Record<string, string> = {
  date: '2024-02-29',
  'date-time': '2024-02-29T12:00:00Z',
  time: '12:00:00Z',
  email: 'ada@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
}

/**
 * A value that a schema allows: its example, else its default, else its first allowed value, else one of its type.
 *
 * @returns undefined if no value is sure to fit, for instance for a `pattern`
 */
export function exampleOf(document: unknown, schema: unknown, depth = 0): Example | undefined {
  const found = resolved(document, schema)
  if (found === undefined || depth > maxDepth) return undefined
  const merged = mergeAllOf(document, found, depth)
  const given = givenValue(merged)
  if (given !== undefined) return given
  const alternative = [merged.oneOf, merged.anyOf].find(Array.isArray)
  if (alternative !== undefined) return exampleOf(document, alternative[0], depth + 1)
  return exampleOfType(document, merged, depth)
}

/**
 * The written values, in OpenAPI's order of precedence. Only an example is one: a default says what the server takes if nothing
 * is sent, and an enum what it allows.
 */
function givenValue(schema: Schema): Example | undefined {
  if ('example' in schema) return { value: schema.example, invented: false }
  if (Array.isArray(schema.examples) && schema.examples.length > 0)
    return { value: schema.examples[0], invented: false }
  if ('default' in schema) return invented(schema.default)
  if ('const' in schema) return invented(schema.const)
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return invented(schema.enum[0])
  return undefined
}

function mergeAllOf(document: unknown, schema: Schema, depth: number): Schema {
  if (!Array.isArray(schema.allOf) || depth > maxDepth) return schema
  const { allOf, ...own } = schema
  const parts = [...allOf, own].map(part => mergeAllOf(document, resolved(document, part) ?? {}, depth + 1))
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map(part => part.properties)),
    required: parts.flatMap(part => asList(part.required)),
  }
}

function exampleOfType(document: unknown, schema: Schema, depth: number): Example | undefined {
  const type = [schema.type].flat().find(name => name !== 'null')
  switch (type ?? (isObject(schema.properties) ? 'object' : undefined)) {
    case 'string':
      return invented(stringFor(schema))
    case 'integer':
    case 'number':
      return invented(numberFor(schema, type === 'integer'))
    case 'boolean':
      return invented(true)
    case 'array':
      return listFor(document, schema, depth)
    case 'object':
      return objectFor(document, schema, depth)
    default:
      return undefined
  }
}

function invented(value: unknown): Example | undefined {
  return value === undefined ? undefined : { value, invented: true }
}

function stringFor({ format, pattern, minLength, maxLength }: Schema): string | undefined {
  if (pattern !== undefined) return undefined
  const text = stringOfFormat[String(format)] ?? 'string'
  const least = Math.min(Number(minLength ?? 0), 1000)
  return text.padEnd(least, 'x').slice(0, Number(maxLength ?? 1000))
}

function numberFor({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema, whole: boolean): number {
  const step = whole ? 1 : 0.5
  const low = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + step : minimum
  const high = typeof exclusiveMaximum === 'number' ? exclusiveMaximum - step : maximum
  if (typeof low === 'number' && low > 1) return low
  if (typeof high === 'number' && high < 1) return high
  return 1
}

function listFor(document: unknown, schema: Schema, depth: number): Example | undefined {
  if (Array.isArray(schema.prefixItems)) {
    return combined(
      schema.prefixItems.map(item => exampleOf(document, item, depth + 1)),
      values => values,
    )
  }
  const item = exampleOf(document, schema.items, depth + 1)
  const count = Math.min(Math.max(Number(schema.minItems ?? 1), 1), 100)
  return item && { value: Array(count).fill(item.value), invented: item.invented }
}

/** The required fields only: what is optional is best left out, unless there is a written example. */
function objectFor(document: unknown, schema: Schema, depth: number): Example | undefined {
  const properties = asObject(schema.properties)
  const names = [...new Set(asList(schema.required).map(String))]
  if (names.length === 0) return invented({})
  return combined(
    names.map(name => exampleOf(document, properties[name], depth + 1)),
    values => Object.fromEntries(names.map((name, index) => [name, values[index]])),
  )
}

function combined(
  parts: (Example | undefined)[],
  combine: (values: unknown[]) => unknown,
): Example | undefined {
  const known = parts.filter(part => part !== undefined)
  if (known.length < parts.length) return undefined
  return { value: combine(known.map(part => part.value)), invented: known.some(part => part.invented) }
}

function asObject(value: unknown): Schema {
  return isObject(value) ? value : {}
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

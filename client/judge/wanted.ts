import type { Expectation } from '../call.ts'
import { isObject } from '../untrusted.ts'

/** What stands for a value of a type in a shape. */
const samples: Record<string, string> = {
  string: '"…"',
  number: '0',
  integer: '0',
  boolean: 'true',
  array: '[…]',
  object: '{…}',
}

/** Characters that a shape may take. */
const longest = 80

/**
 * The JSON that is wanted, in a few words: the value, or its fields if it is long, or what its schema says of it; `''` if that is
 * not known, or long.
 */
export function wantedShape(expect: Expectation): string {
  const { value } = expect
  const shapes =
    value === undefined
      ? [shapeOf(readSchema(() => expect.schema))]
      : [JSON.stringify(value), fieldsOf(value)]
  return shapes.find(({ length }) => length <= longest) ?? ''
}

/**
 * A document's schema is converted when it is read, and one that describes too much work throws then.
 *
 * @returns undefined in that case
 */
export function readSchema(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** A value with `…` for what is in its fields. */
function fieldsOf(value: unknown): string {
  if (Array.isArray(value)) return '[…]'
  if (!isObject(value)) return typeof value === 'string' ? '"…"' : JSON.stringify(value)
  return `{${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${isObject(inner) ? '{…}' : fieldsOf(inner)}`)}}`
}

function shapeOf(schema: unknown): string {
  if (!isObject(schema)) return ''
  const { type, properties } = schema
  if (!isObject(properties))
    return (typeof type === 'string' && Object.hasOwn(samples, type) ? samples[type] : undefined) ?? ''
  const fields = Object.entries(properties).map(([key, inner]) => `"${key}":${shapeOf(inner) || '…'}`)
  return `{${fields.join(',')}}`
}

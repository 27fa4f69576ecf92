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

/** The JSON that is wanted, in a few words: the value, or what its schema says of it; `''` if that is not known, or long. */
export function wantedShape({ value, schema }: Expectation): string {
  const shape = value === undefined ? shapeOf(schema) : JSON.stringify(value)
  return shape.length > 80 ? '' : shape
}

function shapeOf(schema: unknown): string {
  if (!isObject(schema)) return ''
  const { type, properties } = schema
  if (!isObject(properties)) return samples[String(type)] ?? ''
  const fields = Object.entries(properties).map(([key, inner]) => `"${key}":${shapeOf(inner) || '…'}`)
  return `{${fields.join(',')}}`
}

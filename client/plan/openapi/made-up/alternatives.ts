import { asText, isObject } from '../../../untrusted.ts'
import { keysOfReference, resolved } from '../reference.ts'
import { formattedText } from './formats.ts'
import type { Schema } from './made.ts'

/**
 * The schemas that a value may have: the alternatives of a schema, each with what the schema itself says; undefined if it
 * has none. A text of a format that nobody here can write, or that stands for a number, comes after the others: such as
 * `{ type: string, format: integer }` beside `{ type: integer, minimum: 1900 }`. Null comes last, as it says least.
 */
export function alternativesOf(document: unknown, schema: Schema): Schema[] | undefined {
  const { oneOf, anyOf, discriminator, ...own } = schema
  const alternatives = [oneOf, anyOf].find(Array.isArray)
  if (alternatives === undefined) return undefined
  // The other of the two is another demand on the same value.
  const rest = alternatives === oneOf && anyOf !== undefined ? { ...own, anyOf } : own
  const rank = (each: unknown) => rankOf(resolved(document, each) ?? {})
  const sorted = [...alternatives].sort((one, other) => rank(one) - rank(other))
  return sorted.map(each => ({ allOf: [rest, each, ...named(document, discriminator, each)] }))
}

function rankOf({ type, format }: Schema): number {
  if (type === 'null') return 2
  return type === 'string' && format !== undefined && !isWritable(format) ? 1 : 0
}

/** Whether a text of the format can be written by the format alone. */
function isWritable(format: unknown): boolean {
  const isNumber = /^(numeric|decimal|u?int(eger)?\d*)$/.test(asText(format))
  return !isNumber && formattedText(format, 0, 0) !== undefined
}

/** What a discriminator says of one alternative: the name that its property has there (3.0.3, Discriminator Object). */
function named(document: unknown, discriminator: unknown, alternative: unknown): Schema[] {
  if (!isObject(discriminator) || !isObject(alternative) || typeof alternative.$ref !== 'string') return []
  const { propertyName, mapping } = discriminator
  if (typeof propertyName !== 'string') return []
  const { properties } = resolved(document, alternative) ?? {}
  const property = isObject(properties) ? resolved(document, properties[propertyName]) : undefined
  if (property?.enum !== undefined || property?.const !== undefined) return []
  const schemaName = keysOfReference(alternative.$ref).at(-1)
  const [key = schemaName] =
    Object.entries(isObject(mapping) ? mapping : {}).find(
      ([, target]) => target === alternative.$ref || target === schemaName,
    ) ?? []
  return [{ properties: { [propertyName]: { const: key } }, required: [propertyName] }]
}

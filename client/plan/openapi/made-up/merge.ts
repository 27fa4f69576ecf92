import { isObject } from '../../../untrusted.ts'
import { resolved } from '../reference.ts'
import type { Schema } from './made.ts'

/** Levels of schemas within schemas that are followed: a schema that contains itself has no end. */
export const maxDepth = 10

const lower = new Set(['minimum', 'minLength', 'minItems', 'minProperties', 'exclusiveMinimum'])
const upper = new Set(['maximum', 'maxLength', 'maxItems', 'maxProperties', 'exclusiveMaximum'])
const notes = new Set([
  'title',
  'description',
  'nullable',
  'deprecated',
  'readOnly',
  'writeOnly',
  'externalDocs',
  'xml',
])

/** A schema and the parts of its `allOf` as one: what all of them say. */
export function mergeAllOf(document: unknown, schema: Schema, depth: number): Schema {
  if (!Array.isArray(schema.allOf) || depth > maxDepth) return schema
  const { allOf, ...own } = schema
  const parts = [...allOf, own].map(part => mergeAllOf(document, resolved(document, part) ?? {}, depth + 1))
  const [single, ...others] = parts.filter(part => Object.keys(part).some(keyword => !notes.has(keyword)))
  // The example of one part is an example of the whole only if the others add nothing.
  if (others.length === 0) return { ...single }
  return parts.map(part => (part === parts.at(-1) ? part : withoutExamples(part))).reduce(both)
}

/** What two schemas say of one value. What no rule here can join is the second's, and tried against the schema at last. */
function both(one: Schema, other: Schema): Schema {
  const joined: Schema = { ...one }
  for (const [keyword, value] of Object.entries(other)) {
    const before = one[keyword]
    joined[keyword] = before === undefined ? value : joinedKeyword(keyword, before, value)
  }
  return joined
}

function joinedKeyword(keyword: string, one: unknown, other: unknown): unknown {
  if (typeof one === 'number' && typeof other === 'number') {
    if (lower.has(keyword)) return Math.max(one, other)
    if (upper.has(keyword)) return Math.min(one, other)
  }
  if (keyword === 'required') return [one, other].flat()
  if (keyword === 'properties' && isObject(one) && isObject(other)) return bothProperties(one, other)
  if (keyword === 'enum' && Array.isArray(one) && Array.isArray(other))
    return one.filter(value => other.includes(value))
  if (keyword === 'type') return commonTypes([one].flat(), [other].flat())
  if (keyword === 'additionalProperties' && one === false) return one
  return other
}

function bothProperties(one: Schema, other: Schema): Schema {
  const joined: Schema = { ...one }
  for (const [name, schema] of Object.entries(other))
    joined[name] = Object.hasOwn(one, name) ? { allOf: [one[name], schema] } : schema
  return joined
}

/** Every integer is a number. */
function commonTypes(one: unknown[], other: unknown[]): unknown[] {
  const common = one.filter(type => other.includes(type) || (type === 'integer' && other.includes('number')))
  return other.includes('integer') && one.includes('number') ? [...common, 'integer'] : common
}

function withoutExamples({ example: _, examples: __, default: ___, ...rest }: Schema): Schema {
  return rest
}

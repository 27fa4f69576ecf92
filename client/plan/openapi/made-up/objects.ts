import { asText, isObject } from '../../../untrusted.ts'
import { isOneWay } from '../one-way.ts'
import {
  isUnmade,
  limit,
  type Made,
  type Maker,
  type Making,
  type Schema,
  type Unmade,
  unmade,
  within,
} from './made.ts'

/** Objects with the fields that a schema requires; others only where it wants more fields than that. */
export function objectsFor(
  making: Making,
  schema: Schema,
  count: number,
  depth: number,
  make: Maker,
): Made | Unmade {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const isSent = (name: string) => !isOneWay(making.document, properties[name], 'readOnly')
  const required = new Set([schema.required ?? []].flat().map(asText).filter(isSent))
  const fields = new Map<string, Made>()
  for (const name of required) {
    const made = make(making, schemaOf(schema, properties, name), count, depth + 1)
    if (isUnmade(made)) return within(name, made)
    fields.set(name, made)
  }
  for (const name of [...Object.keys(properties).filter(isSent), ...furtherNames(schema)]) {
    if (fields.size >= limit(schema.minProperties, 0)) break
    if (fields.has(name)) continue
    const made = make(making, schemaOf(schema, properties, name), count, depth + 1)
    if (!isUnmade(made)) fields.set(name, made)
  }
  if (fields.size < limit(schema.minProperties, 0)) return unmade('its minProperties')
  const values = Array.from({ length: count }, (_, index) =>
    Object.fromEntries([...fields].map(([name, made]) => [name, made.values[index % made.values.length]])),
  )
  const isMadeUp = fields.size === 0 || [...fields.values()].some(({ invented }) => invented)
  return { values: different(values), invented: isMadeUp }
}

/** What a property is by its name, by a pattern of names, or as any further one. */
function schemaOf(schema: Schema, properties: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(properties, name)) return properties[name]
  const patterns = isObject(schema.patternProperties) ? Object.values(schema.patternProperties) : []
  return schema.additionalProperties ?? patterns[0] ?? true
}

function furtherNames({ minProperties }: Schema): string[] {
  return Array.from({ length: Math.min(limit(minProperties, 0), 100) }, (_, index) => `key${index + 1}`)
}

function different(values: unknown[]): unknown[] {
  return [...new Map(values.map(value => [JSON.stringify(value), value])).values()]
}

import { z } from 'zod'

/**
 * Finds `z.coerce.boolean()` in what comes in, which makes true of every text but the empty one, of "false" too, and says
 * what to write instead. Of a schema that is used in several places, one is named.
 *
 * @param part where the schema stands: `body` is JSON and has booleans; `params`, `query` and any other part are text.
 */
export function coercedBooleanFaults(part: string, schema: z.ZodType): string[] {
  const instead = part === 'body' ? 'z.boolean()' : 'z.stringbool()'
  return coercedBooleans(schema).map(
    place => `${part}${place} is z.coerce.boolean(), which makes true of "false"; write ${instead}`,
  )
}

/** The places of all of them, on both sides of what is piped into another schema. */
function coercedBooleans(schema: z.ZodType): string[] {
  const places = new Set<string>()
  const override: z.core.ToJSONSchemaParams['override'] = ({ zodSchema: { _zod }, path }) => {
    if (_zod.def.type === 'boolean' && 'coerce' in _zod.def && _zod.def.coerce) places.add(placeOf(path))
  }
  try {
    for (const io of ['input', 'output'] as const)
      z.toJSONSchema(schema, { io, unrepresentable: 'any', override })
  } catch {
    // A schema that cannot be shown is refused for that.
  }
  return [...places]
}

/** `.tags[]` of a path in the JSON Schema, as `['properties', 'tags', 'items']`; other keywords add nothing to the value's place. */
function placeOf([keyword, name, ...rest]: (string | number | undefined)[]): string {
  if (keyword === undefined) return ''
  if (keyword === 'properties') return `.${name}${placeOf(rest)}`
  if (keyword === 'prefixItems') return `[${name}]${placeOf(rest)}`
  return (keyword === 'items' ? '[]' : '') + placeOf([name, ...rest])
}

import type { z } from 'zod'

/** A part of a request whose values are text: a name that comes once has a string, and one that comes again a list. */
type Values = Record<string, unknown>

/**
 * Makes a list of one of each value that came once where the schema wants a list: `?tag=a` is as right for `z.array(…)` as
 * `?tag=a&tag=b`. Which fields are lists is found once; a schema without any gets the values back as they are.
 */
export function singleValuesAsLists(schema: z.ZodType | undefined): (values: Values) => Values {
  const lists = listsOf(schema)
  if (lists.length === 0) return values => values

  return function asLists(values) {
    const single = lists.filter(name => typeof values[name] === 'string')
    return { ...values, ...Object.fromEntries(single.map(name => [name, [values[name]]])) }
  }
}

/** The names of an object's fields that are lists. */
function listsOf(schema: z.ZodType | undefined): string[] {
  const { shape = {} } = (schema ?? {}) as { shape?: Record<string, z.core.$ZodType> }
  return Object.keys(shape).filter(name => isList(shape[name] as z.core.$ZodType))
}

/** Looks through what wraps a schema: optional, nullable, a default, a catch, readonly, and what is piped into another. */
function isList(schema: z.core.$ZodType): boolean {
  const {
    type,
    innerType,
    in: input,
  } = schema._zod.def as z.core.$ZodTypeDef & {
    innerType?: z.core.$ZodType
    in?: z.core.$ZodType
  }
  const inner = innerType ?? input
  return inner === undefined ? type === 'array' || type === 'tuple' : isList(inner)
}

import { z } from 'zod'

/**
 * A string of `min` to `max` characters, counted as Unicode code points like JSON Schema counts them.
 *
 * zod's own `min` and `max` count UTF-16 units, so that they would refuse 60 emoji where the docs promise 100 characters.
 *
 * @example
 * body: z.object({ name: text(1, 100) }),
 */
export function text(min: number, max: number): z.ZodString {
  return z
    .string()
    .refine(value => hasLength(value, min, max), { error: `${min} to ${max} characters` })
    .meta({ minLength: min, maxLength: max })
}

/** A character is one UTF-16 unit or two, so only few texts must be counted: for a long one that takes as long as a request. */
function hasLength(value: string, min: number, max: number): boolean {
  const { length: units } = value
  if (units >= 2 * min && units <= max) return true
  if (units < min || units > 2 * max) return false
  const { length } = [...value]
  return length >= min && length <= max
}

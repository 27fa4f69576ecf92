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
    .refine(
      value => {
        const { length } = [...value]
        return length >= min && length <= max
      },
      { error: `${min} to ${max} characters` },
    )
    .meta({ minLength: min, maxLength: max })
}

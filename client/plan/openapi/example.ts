import { keysOf } from '../../json-pointer.ts'
import { isUnmade, type Making, type Unmade, unmade } from './made-up/made.ts'
import { misfit } from './made-up/satisfies.ts'
import { valuesOf } from './made-up/values.ts'

/** A value to send. `invented`: nobody wrote it down, it follows from types alone. */
export type Example = { value: unknown; invented: boolean }

/** Parts of schemas that are looked at for one value. */
const maxSteps = 2000

/**
 * A value that a schema allows: its example, else one that is made up by the schema's other keywords, and has all that they say.
 *
 * @param anything the value where the schema allows any
 * @returns why there is none, for instance `{ why: 'its pattern', at: ['tag'] }`
 */
export function exampleOf(
  document: unknown,
  schema: unknown,
  anything: unknown = 'string',
): Example | Unmade {
  const making: Making = { document, steps: maxSteps, hasWritten: false, isUnsure: false, anything: 'string' }
  const isOpen = typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0
  const made = isOpen ? { values: [anything], invented: true } : valuesOf(making, schema, 1, 0)
  if (isUnmade(made)) return made
  const [value] = made.values
  // What somebody wrote may break the schema: then it is for the server to say which of the two is meant.
  const wrong = making.hasWritten || !making.isUnsure ? undefined : misfit(document, schema, value)
  if (wrong === undefined) return { value, invented: made.invented }
  // The validator's word for what `additionalProperties: false` does to a field that another part of the schema requires.
  const why = wrong.keyword === 'false' ? 'the schema forbids it' : `its ${wrong.keyword}`
  return unmade(why, keysOf(wrong.instanceLocation))
}

/** Why there is no example of something, as people read it: `no example for tag in the body (its pattern)`. */
export function noExample(name: string, { why, at }: Unmade): string {
  return `no example for ${at.length > 0 ? `${at.join('.')} in ` : ''}${name} (${why})`
}

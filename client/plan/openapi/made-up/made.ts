export type Schema = Record<string, unknown>

/** Different values of one schema. `invented`: nobody wrote them down, they follow from types alone. */
export type Made = { values: unknown[]; invented: boolean }

/** Why there is no value: `its pattern`; and of which field within. */
export type Unmade = { why: string; at: string[] }

/** What is known while one value is made. */
export type Making = {
  document: unknown
  /** Steps that are left: a schema can describe more work than any value is worth. */
  steps: number
  /** Whether a part of the value is somebody's example. */
  hasWritten: boolean
  /** Whether a schema has keywords that are not followed while the value is made, but tried on it at last. */
  isUnsure: boolean
  /** The value where anything is allowed. */
  anything: unknown
}

/** Makes `count` different values of a schema, or fewer where it has fewer; more where they cost nothing. */
export type Maker = (making: Making, schema: unknown, count: number, depth: number) => Made | Unmade

export function unmade(why: string, at: string[] = []): Unmade {
  return { why, at }
}

/** The same reason as seen from the object that has the field. */
export function within(field: string, { why, at }: Unmade): Unmade {
  return { why, at: [field, ...at] }
}

export function isUnmade(made: object): made is Unmade {
  return 'why' in made
}

/** Characters of the longest text that is made: more than that fits into no URL, and few want it in a body. */
export const longestText = 65_536

/** A limit such as `minLength`. */
export function limit(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

import type { Expectation } from '../../call.ts'
import { UsageError } from '../../command-line/usage-error.ts'
import { keysOf, valueAt } from '../../json-pointer.ts'
import { isObject } from '../../untrusted.ts'
import { schemaHasText } from './schema-places.ts'

/** A JSON pointer. Source: RFC 6901, section 3. */
export const pointerSyntax = /^(\/([^~/]|~[01])*)*$/

/** What must stand where the pointers of a key lead: with nothing there, they would change nothing. */
type Pointed = { what: string; isThere: (expect: Expectation, keys: string[]) => boolean; place?: string }

const pointed = {
  varies: { what: 'value', isThere: inValue(value => value !== undefined) },
  anyOrder: { what: 'list', isThere: inValue(Array.isArray) },
  ignoreCase: { what: 'text', isThere: inValue(hasText) },
  contains: {
    what: 'text or list',
    isThere: inValue(value => typeof value === 'string' || Array.isArray(value)),
  },
  filledIn: {
    what: 'text',
    isThere: hasTextToFillIn,
    place: 'expect.value or expect.schema, and an answer without it would pass',
  },
} satisfies Partial<Record<keyof Expectation, Pointed>>

/** @throws {UsageError} if a pointer is none, or leads to nothing that its key could be about */
export function refuseWrongPointers(expect: Expectation, where: string): void {
  for (const [key, { what, isThere, place = 'expect.value' }] of Object.entries<Pointed>(pointed)) {
    for (const pointer of expect[key as keyof typeof pointed] ?? []) {
      const has = `${where}: expect.${key} has ${JSON.stringify(pointer)}`
      if (!pointerSyntax.test(pointer))
        throw new UsageError(`${has}, which is no JSON Pointer: "/name", "/tags/0" and "" are some`)
      if (isThere(expect, keysOf(pointer))) continue
      throw new UsageError(`${has}, but no ${what} stands there in ${place}`)
    }
  }
  if (expect.filledIn?.length && isPlainText(expect))
    throw new UsageError(
      `${where}: expect.filledIn is not looked at where expect.value is a text, but for "json": true`,
    )
}

function inValue(fits: (value: unknown) => boolean): Pointed['isThere'] {
  return ({ value }, keys) => fits(standing(value, keys))
}

/** Undefined if nothing stands there; the length of a list is no item of it. */
function standing(value: unknown, keys: string[]): unknown {
  return keys.includes('length') && Array.isArray(valueAt(value, keys.slice(0, keys.indexOf('length'))))
    ? undefined
    : valueAt(value, keys)
}

function hasText(value: unknown): boolean {
  if (typeof value === 'string') return true
  return (Array.isArray(value) || isObject(value)) && Object.values(value).some(hasText)
}

/** An answer may have fields that `value` does not name: those the schema must know, or a slip would go unseen. */
function hasTextToFillIn({ value, schema }: Expectation, keys: string[]): boolean {
  const expected = standing(value, keys)
  return expected === undefined ? schemaHasText(schema, keys) : typeof expected === 'string'
}

function isPlainText({ value, json }: Expectation): boolean {
  return typeof value === 'string' && !json
}

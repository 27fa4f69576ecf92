import { pointerTo } from '../json-pointer.ts'
import { isObject } from '../untrusted.ts'

/** Two doubles that a right formula may yield on different platforms differ by less than this, relatively. */
const tolerance = 1e-9

/**
 * Says how an answer differs from what was expected, a line each: `distance: expected 5, got 2.2`.
 * Numbers may differ by 1e-9 relative; objects may have further fields.
 *
 * @param varies JSON pointers to the parts that may differ, or be missing; `''` is the whole value
 */
export function differences(expected: unknown, got: unknown, varies: string[] = []): string[] {
  return differencesAt({ path: '', pointer: '' }, expected, got, new Set(varies))
}

/** Where in a value something stands: for people, as `a[0].b`, and as a JSON pointer. */
type Place = { path: string; pointer: string }

function differencesAt(place: Place, expected: unknown, got: unknown, varies: Set<string>): string[] {
  const { path, pointer } = place
  if (varies.has(pointer)) return []
  if (typeof expected === 'number' && typeof got === 'number') {
    return nearlyEqual(expected, got) ? [] : [differs(path, expected, got)]
  }
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    return expected.flatMap((item, index) => {
      const inner = { path: `${path}[${index}]`, pointer: `${pointer}/${index}` }
      return differencesAt(inner, item, got[index], varies)
    })
  }
  if (isObject(expected) && isObject(got)) {
    return Object.entries(expected).flatMap(([key, value]) => {
      const field = { path: path === '' ? key : `${path}.${key}`, pointer: pointer + pointerTo([key]) }
      return Object.hasOwn(got, key) || varies.has(field.pointer)
        ? differencesAt(field, value, got[key], varies)
        : [`${field.path} is missing in ${shown(got)}`]
    })
  }
  if (expected === got) return []
  return kindOf(expected) === kindOf(got)
    ? [differs(path, expected, got)]
    : [`${path || 'the answer'} is ${kindOf(got)}: expected ${shown(expected)}, got ${shown(got)}`]
}

function nearlyEqual(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
}

function differs(path: string, expected: unknown, got: unknown): string {
  return `${path && `${path}: `}expected ${shown(expected)}, got ${shown(got)}`
}

/** A value's type in words: `a string`, `an object`, `null`. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return { object: 'an object', string: 'a string', number: 'a number', boolean: 'a boolean' }[
    typeof value as 'object' | 'string' | 'number' | 'boolean'
  ]
}

/** A value as JSON, cut to what fits into a line of text. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing'
  return json.length > 60 ? `${json.slice(0, 59)}…` : json
}

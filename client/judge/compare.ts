import type { Expectation } from '../call.ts'
import { pointerTo } from '../json-pointer.ts'
import { isObject } from '../untrusted.ts'
import { described } from './described.ts'
import { firstUnmatched } from './match.ts'
import { shown, shownPair } from './shown.ts'

/** Two doubles that a right formula may yield on different platforms differ by less than this, relatively. */
const tolerance = 1e-9

/**
 * Pairs of items that are compared at most to find those that belong together: a thousand items in any order. What a server
 * answers is not to keep the others waiting.
 */
const mostPairs = 1_000_000

/** How the parts of a value are compared that JSON pointers point to. */
export type Manner = Pick<Expectation, 'varies' | 'anyOrder' | 'ignoreCase' | 'contains'>

/**
 * Says how an answer differs from what was expected, a line each: `distance: expected 5, got 2.2`.
 * Numbers may differ by 1e-9 relative; objects may have further fields. Of more than twenty, the last line says how many.
 *
 * @param manner the parts that may differ, or be missing, and those that are not compared strictly
 */
export function differences(expected: unknown, got: unknown, manner: Manner = {}): string[] {
  const { varies, anyOrder, ignoreCase, contains } = manner
  const pointers = {
    varies: new Set(varies),
    anyOrder: new Set(anyOrder),
    ignoreCase: new Set(ignoreCase),
    contains: new Set(contains),
  }
  return described(differencesAt({ path: '', pointer: '', isCaseless: false }, expected, got, pointers))
}

/** Where in a value something stands: for people, as `a[0].b`, and as a JSON pointer; and whether the case of letters counts. */
type Place = { path: string; pointer: string; isCaseless: boolean }

/** Put into words when it is wanted: most are only counted. */
type Difference = () => string

type Pointers = Record<keyof Manner, Set<string>>

function differencesAt(at: Place, expected: unknown, got: unknown, pointers: Pointers): Difference[] {
  const { path, pointer } = at
  if (pointers.varies.has(pointer)) return []
  const place = { ...at, isCaseless: at.isCaseless || pointers.ignoreCase.has(pointer) }
  if (typeof expected === 'number' && typeof got === 'number') {
    return nearlyEqual(expected, got) ? [] : [differs(path, expected, got)]
  }
  if (typeof expected === 'string' && typeof got === 'string') {
    return differentTexts(place, expected, got, pointers)
  }
  if (Array.isArray(expected) && Array.isArray(got)) return differentLists(place, expected, got, pointers)
  if (isObject(expected) && isObject(got)) {
    return Object.entries(expected).flatMap(([key, value]) => {
      const field = {
        ...place,
        path: path === '' ? key : `${path}.${key}`,
        pointer: pointer + pointerTo([key]),
      }
      return Object.hasOwn(got, key) || pointers.varies.has(field.pointer)
        ? differencesAt(field, value, got[key], pointers)
        : [() => `${field.path} is missing in ${shown(got)}`]
    })
  }
  if (expected === got) return []
  return kindOf(expected) === kindOf(got)
    ? [differs(path, expected, got)]
    : [() => `${path || 'the answer'} is ${kindOf(got)}: expected ${shown(expected)}, got ${shown(got)}`]
}

function differentTexts(
  { path, pointer, isCaseless }: Place,
  expected: string,
  got: string,
  { contains }: Pointers,
): Difference[] {
  const [a, b] = isCaseless ? [expected.toLowerCase(), got.toLowerCase()] : [expected, got]
  if (!contains.has(pointer)) return a === b ? [] : [differs(path, expected, got)]
  return b.includes(a) ? [] : [differs(path, expected, got, 'a text with ', ' in it')]
}

function differentLists(place: Place, expected: unknown[], got: unknown[], pointers: Pointers): Difference[] {
  const { path, pointer } = place
  const itemsDiffer = (index: number, item: unknown) => {
    const inner = { ...place, path: `${path}[${index}]`, pointer: `${pointer}/${index}` }
    return differencesAt(inner, expected[index], item, pointers)
  }
  const isPart = pointers.contains.has(pointer)
  const inAnyOrder = isPart || pointers.anyOrder.has(pointer)
  if (!isPart && expected.length !== got.length)
    return [differs(path, expected, got, '', inAnyOrder ? ' in any order' : '')]
  if (!inAnyOrder) return got.flatMap((item, index) => itemsDiffer(index, item))
  if (expected.length * got.length > mostPairs)
    return [
      () => `${path || 'the answer'} has ${got.length} items, too many to find the expected ones among them`,
    ]
  const fits = (index: number, item: unknown) => itemsDiffer(index, item).length === 0
  const left = firstUnmatched(expected.length, got, fits)
  if (left === undefined) return []
  return isPart
    ? [differs(path, expected[left], got, 'a list with ', ' in it')]
    : [differs(path, expected, got, '', ' in any order')]
}

function nearlyEqual(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b))
}

function differs(path: string, expected: unknown, got: unknown, before = '', after = ''): Difference {
  return () => {
    // A part of a text or list has no place of its own in it.
    const [a, b] = before === '' ? shownPair(expected, got) : [shown(expected), shown(got)]
    return `${path && `${path}: `}expected ${before}${a}${after}, got ${b}`
  }
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

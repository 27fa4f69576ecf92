/** What stands within the values of examples: which parts vary, which come from earlier answers. */
import { Borrowed, Varying } from './example-values.ts'

type Mark = Varying | Borrowed

/** A mark, and where it stands: a JSON pointer (RFC 6901), `''` for all of the value. */
type Found<M extends Mark> = { pointer: string; mark: M }

/** The parts of an example's value that vary. */
export function varyingIn(value: unknown): Found<Varying>[] {
  return marksIn(value).filter((found): found is Found<Varying> => found.mark instanceof Varying)
}

/** The parts of an example's value that come from earlier answers. */
export function borrowedIn(value: unknown): Found<Borrowed>[] {
  return marksIn(value).filter((found): found is Found<Borrowed> => found.mark instanceof Borrowed)
}

function marksIn(value: unknown, pointer = ''): Found<Mark>[] {
  if (isMark(value)) return [{ pointer, mark: value }]
  if (!isParent(value)) return []
  return Object.entries(value).flatMap(([key, member]) => marksIn(member, `${pointer}/${escaped(key)}`))
}

/** An example's value with each mark replaced, by what stands for it. */
export function unmarked(
  value: unknown,
  replacement: (mark: Mark, pointer: string) => unknown,
  pointer = '',
): unknown {
  if (isMark(value)) return replacement(value, pointer)
  if (!isParent(value)) return value
  const members = Object.entries(value).map(([key, member]) => [
    key,
    unmarked(member, replacement, `${pointer}/${escaped(key)}`),
  ])
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members)
}

/** What a JSON pointer leads to; undefined if that is nothing. */
export function pointedAt(value: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1)
  return keys.reduce((parent, key) => {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~')
    // Not hasOwn: a list's length is its own, but no member.
    return isParent(parent) && Object.keys(parent).includes(name) ? parent[name] : undefined
  }, value)
}

function isMark(value: unknown): value is Mark {
  return value instanceof Varying || value instanceof Borrowed
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** A list or a plain object: what JSON can hold and a mark can stand in. */
function isParent(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
}

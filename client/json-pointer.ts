/** JSON pointers: `/a/0` is the first item of the field `a`, and the empty text the whole value. Source: RFC 6901. */
import { isObject } from './untrusted.ts'

/** The keys on the way that a pointer describes. */
export function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What stands at a place; undefined if nothing does. */
export function valueAt(value: unknown, keys: string[]): unknown {
  return keys.reduce(
    (inner: unknown, key) =>
      (isObject(inner) || Array.isArray(inner)) && Object.hasOwn(inner, key)
        ? (inner as Record<string, unknown>)[key]
        : undefined,
    value,
  )
}

/** A copy of a value that has something else at a place; objects on the way there are made if they are missing. */
export function withValueAt(value: unknown, [key, ...rest]: string[], inner: unknown): unknown {
  if (key === undefined) return inner
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === key ? withValueAt(item, rest, inner) : item))
  }
  const fields = isObject(value) ? value : {}
  return { ...fields, [key]: withValueAt(fields[key], rest, inner) }
}

/** The pointer for a way of keys. */
export function pointerTo(keys: string[]): string {
  return keys.map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

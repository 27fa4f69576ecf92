/** `['a', 0]` in `body` is `body.a[0]`. */
export function place(part: string, path: PropertyKey[]): string {
  return path.reduce<string>(
    (parent, key) => (typeof key === 'number' ? `${parent}[${key}]` : `${parent}.${String(key)}`),
    part,
  )
}

/** The value as it came. zod may have changed it: of a value that is missing, `z.coerce.number()` reports NaN. */
export function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce(property, value)
}

function property(value: unknown, key: PropertyKey): unknown {
  const isOwn = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
  return isOwn ? (value as Record<PropertyKey, unknown>)[key] : undefined
}

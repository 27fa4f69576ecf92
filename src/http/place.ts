/** Characters of a key, and of a place: both may be as long as what was sent, and stand in an answer a hundred times. */
const longestKey = 60
const longestPlace = 200

/** `['a', 0]` in `body` is `body.a[0]`. Of what is too long the beginning stays and, of a place, the end as well. */
export function place(part: string, path: PropertyKey[]): string {
  const whole =
    path.length > longestPlace ? [...path.slice(0, longestPlace), ...path.slice(-longestPlace)] : path
  const text = whole.reduce<string>(
    (parent, key) => (typeof key === 'number' ? `${parent}[${key}]` : `${parent}.${keyText(key)}`),
    part,
  )
  const half = longestPlace / 2
  return text.length > longestPlace ? `${text.slice(0, half)}…${text.slice(-half)}` : text
}

/** A key, short enough to print. */
export function keyText(key: PropertyKey): string {
  const text = String(key)
  return text.length > longestKey ? `${text.slice(0, longestKey)}…` : text
}

/** The value as it came. zod may have changed it: of a value that is missing, `z.coerce.number()` reports NaN. */
export function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce(property, value)
}

function property(value: unknown, key: PropertyKey): unknown {
  const isOwn = typeof value === 'object' && value !== null && Object.hasOwn(value, key)
  return isOwn ? (value as Record<PropertyKey, unknown>)[key] : undefined
}

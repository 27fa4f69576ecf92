import {
  isUnmade,
  limit,
  type Made,
  type Maker,
  type Making,
  type Schema,
  type Unmade,
  unmade,
} from './made.ts'

/** Items of the longest list that is made. */
const mostItems = 1000

/** Lists of one item, or as many as a schema wants. Whoever wants different items gets them, or the reason. */
export function listsFor(
  making: Making,
  schema: Schema,
  count: number,
  depth: number,
  make: Maker,
): Made | Unmade {
  const most = limit(schema.maxItems, Infinity)
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems.slice(0, most) : []
  const least = limit(schema.minItems, 0)
  const length = Math.min(Math.max(least, first.length, 1), most)
  if (length > mostItems) return unmade('its minItems')

  const head: unknown[] = []
  let invented = length === 0
  for (const item of first) {
    const made = make(making, item, 1, depth + 1)
    if (isUnmade(made)) return made
    head.push(made.values[0])
    invented ||= made.invented
  }
  const rest = length - head.length
  if (rest === 0) return { values: [head], invented }

  const isUnique = schema.uniqueItems === true
  const made = make(making, schema.items ?? true, isUnique ? rest + count - 1 : count, depth + 1)
  // Within something else, an empty list does where it is allowed; alone, it would be a parameter that is not sent.
  if (isUnmade(made)) return least === 0 && depth > 0 ? { values: [head], invented: true } : made
  const { values } = made
  if (isUnique && values.length < rest) return unmade('its uniqueItems')
  const lists = Array.from({ length: count }, (_, index) =>
    isUnique ? values.slice(index, index + rest) : Array(rest).fill(values[index % values.length]),
  )
  return {
    values: lists.filter(list => list.length === rest).map(list => [...head, ...list]),
    invented: invented || made.invented,
  }
}

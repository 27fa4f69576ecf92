/** What the order of calls depends on. */
export type About<Item> = {
  /** The name by which others use the item's answer. Of several with one name, the first is the source. */
  id: (item: Item) => string | undefined
  /** The names of the answers that the item takes values from. */
  uses: (item: Item) => string[]
  /** Whether it takes away the thing that it takes its values from. */
  deletes: (item: Item) => boolean
}

/**
 * Puts sources before what uses them, and a deletion behind all else that uses the thing, directly or through others. What that
 * leaves open stays in the given order.
 *
 * Items that wait for each other in a circle are not lost: the first of them goes without what it waits for.
 */
export function inOrder<Item>(items: Item[], about: About<Item>): Item[] {
  const sources = sourcesOf(items, about)
  const before = sources.map(indices => new Set(indices))
  const made = new Map(sorted(before).map((index, position) => [index, position]))
  const users = followersOf(sources)
  // What was made of several things, as the note of a user, is the last of them.
  const things = items.map((item, index) =>
    about.deletes(item) ? lastOf(sources[index] ?? [], made) : undefined,
  )
  for (const [index, thing] of things.entries()) {
    if (thing === undefined) continue
    const own = reachedFrom(index, users)
    for (const user of reachedFrom(thing, users))
      if (things[user] !== thing && !own.has(user)) before[index]?.add(user)
  }
  return sorted(before).map(index => items[index] as Item)
}

function lastOf(indices: number[], positions: Map<number, number>): number | undefined {
  const position = (index: number) => positions.get(index) ?? 0
  return indices.toSorted((a, b) => position(b) - position(a))[0]
}

/** For each item, where those stand that it takes values from. */
function sourcesOf<Item>(items: Item[], { id, uses }: About<Item>): number[][] {
  const firstOf = new Map<string, number>()
  for (const [index, item] of items.entries()) {
    const name = id(item)
    if (name !== undefined && !firstOf.has(name)) firstOf.set(name, index)
  }
  return items.map((item, index) => {
    const found = new Set(uses(item).map(name => firstOf.get(name)))
    return [...found].filter(source => source !== undefined && source !== index) as number[]
  })
}

/** All that follows an index, over any number of steps, without the index itself. */
function reachedFrom(start: number, followers: number[][]): Set<number> {
  const reached = new Set<number>()
  const waiting = [start]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    for (const next of followers[index] ?? []) {
      if (next === start || reached.has(next)) continue
      reached.add(next)
      waiting.push(next)
    }
  }
  return reached
}

/** Turns around which indices stand before which. */
function followersOf(before: Iterable<number>[]): number[][] {
  const followers: number[][] = before.map(() => [])
  for (const [index, earlier] of before.entries()) for (const one of earlier) followers[one]?.push(index)
  return followers
}

/** The indices in the order that comes closest to theirs: each time the lowest one that waits for nothing more. */
function sorted(before: Set<number>[]): number[] {
  const followers = followersOf(before)
  const missing = before.map(({ size }) => size)
  const placed = new Set<number>()
  /** Freed although a higher index has been placed already: these go next, the lowest first. */
  const late: number[] = []
  const place = (start: number, last = start) => {
    late.push(start)
    for (let index = late.shift(); index !== undefined; index = late.shift()) {
      placed.add(index)
      for (const next of followers[index] ?? []) {
        missing[next] = (missing[next] ?? 0) - 1
        if (missing[next] === 0 && next < last && !placed.has(next)) late.push(next)
      }
      late.sort((a, b) => a - b)
    }
  }
  for (const index of before.keys()) if (missing[index] === 0 && !placed.has(index)) place(index)
  // What waited for one of a circle follows it at once, wherever it stood.
  for (const index of before.keys()) if (!placed.has(index)) place(index, before.length)
  return [...placed]
}

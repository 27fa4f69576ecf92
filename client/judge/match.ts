/**
 * Gives each expected item a got one of its own that fits, in whatever order they are.
 *
 * An item that fits several gives way to one that has no other (an augmenting path of bipartite matching): of
 * the texts "a" and "b" that two got ones are to have in them, the first would else take what only the second can have.
 *
 * @param count how many items are expected
 * @param fits whether a got item is what the one of an index is expected to be
 * @returns the index of the first item for which there is none; undefined if each has one
 */
export function firstUnmatched<Item>(
  count: number,
  got: Item[],
  fits: (index: number, item: Item) => boolean,
): number | undefined {
  /** For each got item, the index of the expected one that has it. */
  const takenBy = new Map<number, number>()
  const fitting = new Map<number, number[]>()

  function fittingFor(index: number): number[] {
    const known = fitting.get(index)
    if (known !== undefined) return known
    const found = [...got.keys()].filter(position => fits(index, got[position] as Item))
    fitting.set(index, found)
    return found
  }

  /** @param tried the got items that have been tried on the way to it, for others too */
  function take(index: number, tried: Set<number>): boolean {
    for (const position of fittingFor(index)) {
      if (tried.has(position)) continue
      tried.add(position)
      const other = takenBy.get(position)
      if (other !== undefined && !take(other, tried)) continue
      takenBy.set(position, index)
      return true
    }
    return false
  }

  for (let index = 0; index < count; index += 1) if (!take(index, new Set())) return index
  return undefined
}

/**
 * Finds for each expected item a got one of its own that fits, in whatever order they are, and says for which there is none.
 * An item that fits several gives way to one that fits it alone (Kuhn's algorithm for bipartite matching): of the texts
 * "a" and "b" that two got ones are to have in them, the first that is tried would take what only the other can have.
 *
 * @param count how many items are expected
 * @param fits whether a got item is what the one of an index is expected to be
 * @returns the indices of those without one
 */
export function unmatched<Item>(
  count: number,
  got: Item[],
  fits: (index: number, item: Item) => boolean,
): number[] {
  /** For each got item, the index of the expected one that has it. */
  const takenBy = new Map<number, number>()

  /** @param tried the got items that have been tried on the way, also for others */
  function take(index: number, tried: Set<number>): boolean {
    for (const position of nearestFirst(index, got.length)) {
      if (tried.has(position) || !fits(index, got[position] as Item)) continue
      tried.add(position)
      const other = takenBy.get(position)
      if (other !== undefined && !take(other, tried)) continue
      takenBy.set(position, index)
      return true
    }
    return false
  }

  return Array.from({ length: count }, (_, index) => index).filter(index => !take(index, new Set()))
}

/** Most lists come in the expected order, or nearly so: an item's own place is tried first. */
function* nearestFirst(index: number, length: number): Generator<number> {
  if (index < length) yield index
  for (let position = 0; position < length; position += 1) if (position !== index) yield position
}

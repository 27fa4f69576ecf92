/**
 * How many characters to add, drop, change or swap with their neighbour to make `b` of `a` (the optimal string alignment
 * distance), or Infinity if they are more than `most`.
 *
 * It tries the edits one after another, which for a `most` of 3 takes less than the usual table of all pairs of characters.
 */
export function editDistance(a: string, b: string, most: number): number {
  return from(0, 0, most)

  function from(i: number, j: number, left: number): number {
    while (i < a.length && a[i] === b[j]) {
      i += 1
      j += 1
    }
    const [restOfA, restOfB] = [a.length - i, b.length - j]
    if (Math.abs(restOfA - restOfB) > left) return Number.POSITIVE_INFINITY
    if (restOfA === 0 || restOfB === 0) return Math.max(restOfA, restOfB)
    if (left === 0) return Number.POSITIVE_INFINITY
    const isSwapped = a[i] === b[j + 1] && a[i + 1] === b[j]
    const rest = Math.min(
      from(i + 1, j + 1, left - 1),
      from(i + 1, j, left - 1),
      from(i, j + 1, left - 1),
      isSwapped ? from(i + 2, j + 2, left - 1) : Number.POSITIVE_INFINITY,
    )
    return rest + 1
  }
}

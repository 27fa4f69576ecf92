export type Spread = { median: number; lowest: number; highest: number }

function spread(values: number[]): Spread {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) }
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** How many times as much of one as of the other, round by round: both were measured under the same conditions. */
export function ratio(of: number[], to: number[]): Spread {
  return spread(of.map((value, round) => value / (to[round] ?? Number.NaN)))
}

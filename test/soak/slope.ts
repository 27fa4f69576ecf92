/** A quantity at a time, in minutes. */
export interface Sample {
  readonly minute: number
  readonly value: number
}

export interface Trend {
  readonly mean: number
  /** Per minute, of the straight line that is nearest to the samples (least squares). */
  readonly slope: number
  /** What the line gains over the time of the samples, as a share of their mean. */
  readonly growth: number
}

/** The trend of samples, without the first third of their time, in which a program warms up. */
export function trendOf(samples: readonly Sample[]): Trend {
  const end = samples.at(-1)?.minute ?? 0
  const start = samples[0]?.minute ?? 0
  const used = samples.filter(({ minute }) => minute >= start + (end - start) / 3)
  const mean = average(used.map(({ value }) => value))
  const middle = average(used.map(({ minute }) => minute))
  const spread = sum(used.map(({ minute }) => (minute - middle) ** 2))
  const slope = sum(used.map(({ minute, value }) => (minute - middle) * (value - mean))) / spread
  const span = end - (used[0]?.minute ?? end)
  return { mean, slope, growth: (slope * span) / mean }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function average(values: readonly number[]): number {
  return sum(values) / values.length
}

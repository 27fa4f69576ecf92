import type { Schema } from './made.ts'

type Limits = {
  low: number
  high: number
  overLow: boolean
  belowHigh: boolean
  step: number
  whole: boolean
}

/** Numbers within the limits of a schema, the simplest first; none if none is found. */
export function numbersFor(schema: Schema, whole: boolean, count: number): number[] {
  const limits = limitsOf(schema, whole)
  const found = new Set<number>()
  for (const candidate of candidates(limits, count)) {
    if (fits(candidate, limits)) found.add(candidate)
    if (found.size === count) break
  }
  return [...found]
}

/** In 3.0, `exclusiveMinimum: true` makes the minimum exclusive; since 3.1, it is a number of its own. */
function limitsOf(schema: Schema, whole: boolean): Limits {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const least = numberOr(minimum, -Infinity)
  const most = numberOr(maximum, Infinity)
  const over = exclusiveMinimum === true ? least : numberOr(exclusiveMinimum, -Infinity)
  const below = exclusiveMaximum === true ? most : numberOr(exclusiveMaximum, Infinity)
  return {
    low: Math.max(least, over),
    high: Math.min(most, below),
    overLow: over >= least,
    belowHigh: below <= most,
    step: Math.max(0, numberOr(multipleOf, 0)),
    whole,
  }
}

/** Numbers to try: near 1, the limits, and where these are close together some between them. */
function* candidates({ low, high, step, whole }: Limits, count: number): Generator<number> {
  const unit = step || (whole ? 1 : 0.5)
  const near = (start: number, direction: 1 | -1) => {
    const first = direction === 1 ? Math.ceil(start / unit) : Math.floor(start / unit)
    // A whole number that is a multiple of 2.5 is one of every second.
    return Array.from({ length: count * 20 }, (_, index) => tidy((first + index * direction) * unit))
  }
  yield* near(Math.max(low, 1), 1)
  yield* near(high, -1)
  yield* near(low, 1)
  for (let part = 1; part <= count; part += 1) yield low + ((high - low) * part) / (count + 1)
}

/** 3 × 0.1 is 0.30000000000000004, and meant as 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(15))
}

function fits(value: number, { low, high, overLow, belowHigh, step, whole }: Limits): boolean {
  if (!Number.isFinite(value) || (whole && !Number.isInteger(value))) return false
  if (overLow ? value <= low : value < low) return false
  if (belowHigh ? value >= high : value > high) return false
  return step === 0 || Math.abs(value / step - Math.round(value / step)) < 1e-9
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

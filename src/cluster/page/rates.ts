import type { Status } from './sent.ts'

/**
 * How many requests each worker had in the last second, by its id, out of what it has counted by then. A worker that was not
 * there before has begun at nothing.
 */
export function ratesBetween(before: Status | undefined, now: Status): Map<number, number> {
  const earlier = new Map(before?.workers.map(({ id, requests }) => [id, requests]))
  return new Map(
    now.workers.map(({ id, requests }) => [id, before ? Math.max(0, requests - (earlier.get(id) ?? 0)) : 0]),
  )
}

import type { Guard } from './guard.ts'
import type { Route } from './route.ts'

/**
 * What every answer says of caches that says nothing else: none keeps it. Without that, a cache may keep an answer for a time
 * that it guesses (RFC 9111, 4.2.2), and hand one caller's request id, or data, to the next.
 */
export const notCached = 'no-store'

/**
 * The headers of a good answer that say for how long caches may keep it, and for whom: names and values in turn. An entry that
 * does not say `cache` has none.
 */
export function cacheHeaders({ cache, guard, headers }: Route): string[] {
  if (cache === undefined) return []
  const varies = [...(guard ? [headerOf(guard)] : []), ...Object.keys(headers?.shape ?? {})]
  return ['Cache-Control', cache, ...(varies.length > 0 ? ['Vary', varies.join(', ')] : [])]
}

/** Where the credentials of a guard stand. */
function headerOf({ scheme }: Guard<unknown>): string {
  const { in: place, name } = scheme as { in?: string; name?: string }
  if (place === 'cookie') return 'Cookie'
  return place === 'header' && name !== undefined ? name : 'Authorization'
}

import leven from 'leven'
import { type Endpoint, endpointOf, type Method } from './endpoint.ts'
import type { Route } from './route.ts'

/** A longer path is not one that somebody mistyped, and would take long to compare. */
const longestPath = 200

/** A segment that is missing or too many counts as much as so many wrong characters. */
const segmentCost = 3

/** What has more wrong is another call. */
const mostCost = 5

type Candidate = { endpoint: Endpoint; method: Method; segments: string[] }

/**
 * Finds the endpoint that a call was probably meant for: of the same segments but for a few wrong characters, one segment
 * missing or one too many. A `:param` stands for any segment, but at least one of the fixed ones must be there. Another
 * method counts like one more wrong character.
 */
export function nearestEndpoint(routes: Route[]): (method: string, path: string) => Endpoint | undefined {
  const candidates: Candidate[] = routes.map(route => ({
    endpoint: route.endpoint,
    method: endpointOf(route).method,
    segments: segmentsOf(endpointOf(route).path),
  }))

  return function nearest(method, path) {
    if (path.length > longestPath) return undefined
    const segments = segmentsOf(path)
    const wanted = method === 'HEAD' ? 'GET' : method
    let best: Endpoint | undefined
    let most = mostCost
    for (const candidate of candidates) {
      const ofMethod = candidate.method === wanted ? 0 : 1
      const cost = distance(segments, candidate.segments, most - ofMethod) + ofMethod
      if (cost > most) continue
      best = candidate.endpoint
      most = cost - 1
    }
    return best
  }
}

/** Without the empty ones: a slash too many is easily typed. */
function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter(segment => segment !== '')
    .map(segment => (segment.startsWith(':') ? ':' : segment.toLowerCase()))
}

function distance(path: string[], pattern: string[], most: number): number {
  const extra = path.length - pattern.length
  if (Math.abs(extra) > 1) return Number.POSITIVE_INFINITY
  if (extra === 0) return pairwise(path, pattern, most)
  let least = Number.POSITIVE_INFINITY
  // Either list has one segment more, and each of them may be the one.
  for (let skip = 0; skip < Math.max(path.length, pattern.length); skip++) {
    const [ofPath, ofPattern] = extra > 0 ? [skip, -1] : [-1, skip]
    const cost = pairwise(path, pattern, most - segmentCost, ofPath, ofPattern)
    least = Math.min(least, cost + segmentCost)
  }
  return least
}

/** Compares segment by segment, without the one to skip. */
function pairwise(
  path: string[],
  pattern: string[],
  most: number,
  skipOfPath = -1,
  skipOfPattern = -1,
): number {
  let cost = 0
  let hasFixed = false
  for (let i = 0, j = 0; ; i++, j++) {
    if (i === skipOfPath) i += 1
    if (j === skipOfPattern) j += 1
    if (j >= pattern.length) return hasFixed ? cost : Number.POSITIVE_INFINITY
    if (pattern[j] === ':') continue
    hasFixed = true
    cost += segmentDistance(path[i] as string, pattern[j] as string, most - cost)
    if (cost > most) return Number.POSITIVE_INFINITY
  }
}

/** Up to a third of a word may be wrong, and three characters of a long one. */
function segmentDistance(a: string, b: string, most: number): number {
  const third = Math.max(1, Math.floor(Math.max(a.length, b.length) / 3))
  const limit = Math.min(3, third, most)
  const cost = leven(a, b, { maxDistance: limit + 1 })
  return cost > limit ? Number.POSITIVE_INFINITY : cost
}

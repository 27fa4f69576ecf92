/**
 * How many requests there were, and how long they took. They are counted in plain numbers, which become prom-client's form when
 * somebody reads them: its own histogram makes a text of all labels at every request, and that shows in a server's CPU time.
 */
import { keepMetric, type Reading } from '../metrics.ts'

const duration = {
  name: 'http_request_duration_seconds',
  help: 'Time from a request’s head to the end of its answer, by route; its count is the number of requests',
  type: 'histogram',
  aggregator: 'sum',
} as const

const inFlight = {
  name: 'http_requests_in_flight',
  help: 'Requests whose answer is not finished',
  type: 'gauge',
  aggregator: 'sum',
} as const

/** In seconds. */
const buckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5]

/** Routes that have a label of their own: many more than a service has, and few enough for the memory. */
const mostRoutes = 1000

/** The requests of one method, route and status. */
type Tally = {
  readonly labels: { method: string; route: string; status: number }
  /** How many took at most as long as each bucket says, and longer than the one before says; the last is for all others. */
  readonly counts: number[]
  /** Seconds that all of them took together. */
  sum: number
}

/** By route, and there in the order in which they came. */
const tallies = new Map<string, Tally[]>()

let running = 0

/** Counts a request that starts. */
export function requestStarted(): void {
  running += 1
}

/** Counts a request that is over. One that matched no route has the label `none`, and one of too many routes `other`. */
export function requestEnded(method: string, status: number, seconds: number, route = 'none'): void {
  running -= 1
  const tally = tallyOf(method, labelOf(route), status)
  const bucket = buckets.findIndex(limit => seconds <= limit)
  const place = bucket === -1 ? buckets.length : bucket
  tally.counts[place] = (tally.counts[place] ?? 0) + 1
  tally.sum += seconds
}

/** Each label stays for as long as the process runs. */
function labelOf(route: string): string {
  return tallies.has(route) || tallies.size < mostRoutes ? route : 'other'
}

function tallyOf(method: string, route: string, status: number): Tally {
  const ofRoute = tallies.get(route) ?? []
  if (ofRoute.length === 0) tallies.set(route, ofRoute)
  const known = ofRoute.find(({ labels }) => labels.status === status && labels.method === method)
  if (known) return known
  const tally: Tally = { labels: { method, route, status }, counts: [0, ...buckets.map(() => 0)], sum: 0 }
  ofRoute.push(tally)
  return tally
}

/** Prometheus' histogram: each bucket counts all that took at most as long, and the last one is called `+Inf`. */
function valuesOf({ labels, counts, sum }: Tally): Reading['values'] {
  let count = 0
  const ofBuckets = counts.map((inBucket, place) => {
    count += inBucket
    return {
      metricName: `${duration.name}_bucket`,
      labels: { le: buckets[place] ?? '+Inf', ...labels },
      value: count,
    }
  })
  return [
    ...ofBuckets,
    { metricName: `${duration.name}_sum`, labels, value: sum },
    { metricName: `${duration.name}_count`, labels, value: count },
  ]
}

keepMetric({
  name: duration.name,
  get: async () => ({ ...duration, values: [...tallies.values()].flat().flatMap(valuesOf) }),
  reset: () => tallies.clear(),
})

keepMetric({
  name: inFlight.name,
  get: async () => ({ ...inFlight, values: [{ labels: {}, value: running }] }),
  // They run all the same.
  reset() {},
})

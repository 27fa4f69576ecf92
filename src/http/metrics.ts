import { Gauge, Histogram } from 'prom-client'

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from a request’s head to the end of its answer, by route; its count is the number of requests',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
})

/** Routes that have a label of their own: many more than a service has, and few enough for the memory. */
const mostRoutes = 1000

const routes = new Set<string>()

let inFlight = 0

new Gauge({
  name: 'http_requests_in_flight',
  help: 'Requests whose answer is not finished',
  collect() {
    this.set(inFlight)
  },
})

/** Counts a request that starts, in prom-client's default registry, from where the server exports it. */
export function requestStarted(): void {
  inFlight += 1
}

/** Counts a request that is over. One that matched no route has the label `none`, and one of too many routes `other`. */
export function requestEnded(method: string, status: number, seconds: number, route = 'none'): void {
  inFlight -= 1
  duration.observe({ method, route: labelOf(route), status }, seconds)
}

/** Each label stays for as long as the process runs. */
function labelOf(route: string): string {
  if (!routes.has(route) && routes.size >= mostRoutes) return 'other'
  routes.add(route)
  return route
}

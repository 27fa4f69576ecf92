// The access log and the metrics of the servers that have our features: one flat pino line and one observation a request.
import { pino } from 'pino'
import { Gauge, Histogram } from 'prom-client'

const log = pino(
  {
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
  },
  pino.destination({ fd: 1, sync: true }),
)

const duration = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from a request’s head to the end of its answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
})

let unfinished = 0
new Gauge({
  name: 'http_requests_in_flight',
  help: 'Requests whose answer is not finished',
  collect() {
    this.set(unfinished)
  },
})

/** To be called when a request comes in. */
export function began() {
  unfinished += 1
}

/** To be called when its answer is out. */
export function ended(id, method, path, route, status, ms) {
  unfinished -= 1
  duration.observe({ method, route: route ?? 'none', status }, ms / 1000)
  log.info({ id, method, path, route, status, ms: Math.round(ms * 100) / 100 })
}

/** An error that nobody foresaw. */
export function failed(id, error) {
  log.error({ id, err: error }, 'a request failed')
}

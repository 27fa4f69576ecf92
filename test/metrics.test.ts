import './http/quiet.ts'
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Counter, Histogram, Registry, register } from 'prom-client'
import { requestEnded, requestStarted } from '../src/http/metrics.ts'
import { readMetrics } from '../src/metrics.ts'

const name = 'http_request_duration_seconds'

/** Requests whose times lie below, at and above the limits of the buckets. */
const observed = [
  { method: 'GET', route: '/a', status: 200, seconds: 0 },
  { method: 'GET', route: '/a', status: 200, seconds: 0.001 },
  { method: 'GET', route: '/a', status: 200, seconds: 0.0011 },
  { method: 'GET', route: '/a', status: 404, seconds: 0.07 },
  { method: 'POST', route: '/a', status: 200, seconds: 5 },
  { method: 'GET', route: '/b', status: 200, seconds: 6.5 },
]

type Reading = { name: string; help: string; values: unknown[] }

afterEach(() => register.resetMetrics())

async function read(): Promise<Reading[]> {
  return (await readMetrics()) as Reading[]
}

/** What Prometheus gets, in an order that does not matter to it. */
function lines(text: string): string[] {
  return text.split('\n').filter(Boolean).sort()
}

test('what is counted comes out as out of a histogram of prom-client', async () => {
  const registry = new Registry()
  const histogram = new Histogram({
    name,
    help: 'Time from a request’s head to the end of its answer, by route; its count is the number of requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  })
  await read()
  for (const { seconds, ...labels } of observed) {
    histogram.observe(labels, seconds)
    requestStarted()
    requestEnded(labels.method, labels.status, seconds, labels.route)
  }
  assert.deepEqual(lines(await register.getSingleMetricAsString(name)), lines(await registry.metrics()))
})

test('what the app counts with prom-client is read with what is kept', async () => {
  new Counter({ name: 'greetings_total', help: 'People greeted' }).inc(3)
  const names = (await read()).map(metric => metric.name)
  assert.deepEqual(names.sort(), ['greetings_total', name, 'http_requests_in_flight'].sort())
})

test('what is kept is in the registry of the app, too, from the first reading on', async () => {
  await read()
  requestStarted()
  requestEnded('GET', 200, 0.2, '/seen')
  assert.match(await register.metrics(), /http_request_duration_seconds_count\{.*route="\/seen".*\} 1/)
})

test('an app that measures the same by itself is believed', async () => {
  register.removeSingleMetric(name)
  new Histogram({ name, help: 'Measured by the app' })
  const found = (await read()).filter(metric => metric.name === name)
  assert.deepEqual(
    found.map(({ help }) => help),
    ['Measured by the app'],
  )
  register.removeSingleMetric(name)
})

import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Router } from 'express'
import { Histogram, Registry, register } from 'prom-client'
import supertest from 'supertest'
import { createApp } from '../../src/http/app.ts'
import { requestEnded, requestStarted } from '../../src/http/metrics.ts'
import { readMetrics } from '../../src/metrics.ts'
import { app } from './lecture.ts'

const duration = 'http_request_duration_seconds'

type Metric = {
  name: string
  values: { metricName?: string; labels: Record<string, unknown>; value: number }[]
}

/** How many requests of these labels there have been. */
async function count(labels: Record<string, unknown>): Promise<number> {
  const metrics = (await readMetrics()) as Metric[]
  const values = metrics.find(({ name }) => name === duration)?.values ?? []
  const counts = values.filter(({ metricName }) => metricName === `${duration}_count`)
  const fits = (value: Metric['values'][number]) =>
    Object.entries(labels).every(([name, label]) => value.labels[name] === label)
  return counts.filter(fits).reduce((sum, { value }) => sum + value, 0)
}

test('a request is counted by method, route and status', async () => {
  const labels = { method: 'GET', route: '/hello/:name', status: 200 }
  const before = await count(labels)
  await supertest(app).get('/hello/Ada')
  await supertest(app).get('/hello/Grace')
  assert.equal((await count(labels)) - before, 2)
})

test('paths that nobody knows share one label, so that a scanner cannot fill the memory', async () => {
  const before = await count({ method: 'GET', route: 'none', status: 404 })
  for (const path of ['/a', '/b', '/c']) await supertest(app).get(path)
  assert.equal((await count({ method: 'GET', route: 'none', status: 404 })) - before, 3)
})

test('requests that have been answered are no longer in flight', async () => {
  await supertest(app).get('/')
  const metrics = (await readMetrics()) as Metric[]
  assert.equal(metrics.find(({ name }) => name === 'http_requests_in_flight')?.values[0]?.value, 0)
})

/** The labels `route` that there are. */
async function routeLabels(): Promise<Set<unknown>> {
  const metrics = (await readMetrics()) as Metric[]
  const values = metrics.find(({ name }) => name === duration)?.values ?? []
  return new Set(values.map(({ labels }) => labels.route))
}

test('requests to a router are counted by its whole pattern, and by no path as it was sent', async () => {
  const router = Router().get('/items/:item', (_req, res) => void res.end())
  const app = createApp().use('/shops/:shop', router)
  const before = await routeLabels()
  for (const path of ['/shops/1/items/2', '/SHOPS/3/items/4']) await supertest(app).get(path).expect(200)
  const added = [...(await routeLabels())].filter(label => !before.has(label))
  assert.deepEqual(added, ['/shops/:shop/items/:item'])
})

/** Requests whose times lie below, at and above the limits of the buckets. */
const observed = [
  { method: 'GET', route: '/a', status: 200, seconds: 0 },
  { method: 'GET', route: '/a', status: 200, seconds: 0.001 },
  { method: 'GET', route: '/a', status: 200, seconds: 0.0011 },
  { method: 'GET', route: '/a', status: 404, seconds: 0.07 },
  { method: 'POST', route: '/a', status: 200, seconds: 5 },
  { method: 'GET', route: '/b', status: 200, seconds: 6.5 },
]

/** What Prometheus gets, in an order that does not matter to it. */
function lines(text: string): string[] {
  return text.split('\n').filter(Boolean).sort()
}

test('what is counted comes out as out of a histogram of prom-client', async () => {
  const registry = new Registry()
  const histogram = new Histogram({
    name: duration,
    help: 'Time from a request’s head to the end of its answer, by route; its count is the number of requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  })
  await readMetrics()
  register.resetMetrics()
  for (const { seconds, ...labels } of observed) {
    histogram.observe(labels, seconds)
    requestStarted()
    requestEnded(labels.method, labels.status, seconds, labels.route)
  }
  assert.deepEqual(lines(await register.getSingleMetricAsString(duration)), lines(await registry.metrics()))
})

test('of very many routes, those beyond a thousand share one label', async () => {
  for (let i = 0; i < 1500; i += 1) {
    requestStarted()
    requestEnded('GET', 200, 0, `/route-${i}`)
  }
  const labels = await routeLabels()
  assert.equal(labels.size, 1001)
  assert.ok(labels.has('other'))
})

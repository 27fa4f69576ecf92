import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { register } from 'prom-client'
import supertest from 'supertest'
import { app } from './lecture.ts'

type Metric = {
  name: string
  values: { metricName?: string; labels: Record<string, unknown>; value: number }[]
}

/** How many requests of these labels there have been. */
async function count(labels: Record<string, unknown>): Promise<number> {
  const metrics = (await register.getMetricsAsJSON()) as Metric[]
  const values = metrics.find(({ name }) => name === 'http_request_duration_seconds')?.values ?? []
  const counts = values.filter(({ metricName }) => metricName === 'http_request_duration_seconds_count')
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
  const metrics = (await register.getMetricsAsJSON()) as Metric[]
  assert.equal(metrics.find(({ name }) => name === 'http_requests_in_flight')?.values[0]?.value, 0)
})

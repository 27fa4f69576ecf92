import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Router } from 'express'
import supertest from 'supertest'
import { createApp } from '../../src/http/app.ts'
import { requestEnded, requestStarted } from '../../src/http/metrics.ts'
import { readMetrics } from '../../src/metrics.ts'
import { app } from './lecture.ts'

type Metric = {
  name: string
  values: { metricName?: string; labels: Record<string, unknown>; value: number }[]
}

/** How many requests of these labels there have been. */
async function count(labels: Record<string, unknown>): Promise<number> {
  const metrics = (await readMetrics()) as Metric[]
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
  const metrics = (await readMetrics()) as Metric[]
  assert.equal(metrics.find(({ name }) => name === 'http_requests_in_flight')?.values[0]?.value, 0)
})

/** The labels `route` that there are. */
async function routeLabels(): Promise<Set<unknown>> {
  const metrics = (await readMetrics()) as Metric[]
  const values = metrics.find(({ name }) => name === 'http_request_duration_seconds')?.values ?? []
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

test('of very many routes, those beyond a thousand share one label', async () => {
  for (let i = 0; i < 1500; i += 1) {
    requestStarted()
    requestEnded('GET', 200, 0, `/route-${i}`)
  }
  const labels = await routeLabels()
  assert.equal(labels.size, 1001)
  assert.ok(labels.has('other'))
})

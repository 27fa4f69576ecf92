import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import express, { type Express, Router } from 'express'
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

/** Apps whose routes are mounted, with two paths each that one of their routes answers, and the pattern of it. */
const mounted: Record<string, [app: (app: Express) => void, paths: string[], pattern: string]> = {
  'a router': [
    app => app.use('/shops/:shop', items()),
    ['/shops/1/items/2', '/SHOPS/3/items/4'],
    '/shops/:shop/items/:item',
  ],
  'a router in a router': [
    app => app.use('/a/:a', Router().use('/', Router().use('/b/:b', items()))),
    ['/a/1/b/2/items/3', '/a/2/b/3/items/4'],
    '/a/:a/b/:b/items/:item',
  ],
  'a router at several paths': [
    app => app.use(['/en/:x', '/de/:x'], items()),
    ['/de/1/items/2', '/de/2/items/3'],
    '/de/:x/items/:item',
  ],
  'a router at an expression': [
    app => app.use(/^\/r(\d+)/, items()),
    ['/r1/items/2', '/r22/items/3'],
    '/^\\/r(\\d+)//items/:item',
  ],
  'an app in an app': [
    app => app.use('/apps/:app', express().use('/c/:c', items())),
    ['/apps/1/c/2/items/3', '/apps/2/c/3/items/4'],
    '/apps/:app/c/:c/items/:item',
  ],
  'an app in a router': [
    app => app.use('/m/:m', Router().use('/n/:n', express().use(items()))),
    ['/m/1/n/2/items/3', '/m/2/n/3/items/4'],
    '*/items/:item',
  ],
}

function items() {
  return Router().get('/items/:item', (_req, res) => void res.end())
}

for (const [what, [mount, paths, pattern]] of Object.entries(mounted)) {
  test(`requests to ${what} are counted by the whole pattern, and by no path as it was sent`, async () => {
    const app = createApp()
    mount(app)
    const before = await routeLabels()
    for (const path of paths) await supertest(app).get(path).expect(200)
    const added = [...(await routeLabels())].filter(label => !before.has(label))
    assert.deepEqual(added, [pattern])
  })
}

test('of very many routes, those beyond a thousand share one label', async () => {
  for (let i = 0; i < 1500; i += 1) {
    requestStarted()
    requestEnded('GET', 200, 0, `/route-${i}`)
  }
  const labels = await routeLabels()
  assert.equal(labels.size, 1001)
  assert.ok(labels.has('other'))
})

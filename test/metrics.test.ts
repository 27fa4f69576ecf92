import './http/quiet.ts'
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { Counter, Histogram, register } from 'prom-client'
import { requestEnded, requestStarted } from '../src/http/metrics.ts'
import { readMetrics } from '../src/metrics.ts'

const name = 'http_request_duration_seconds'

type Reading = { name: string; help: string; values: unknown[] }

afterEach(() => register.resetMetrics())

async function read(): Promise<Reading[]> {
  return (await readMetrics()) as Reading[]
}

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

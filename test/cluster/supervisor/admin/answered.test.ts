import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Gauge, Histogram, Registry } from 'prom-client'
import { answeredIn, quantile, since } from '../../../../src/cluster/supervisor/admin/answered.ts'

/** What a worker reports of an app that measures its answers as src/http/metrics.ts does. */
function app(buckets = [0.01, 0.1, 1]) {
  const registry = new Registry()
  new Gauge({ name: 'guests', help: 'Guests', registers: [registry] })
  const histogram = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer',
    labelNames: ['status'],
    buckets,
    registers: [registry],
  })
  return {
    answer: (status: number, seconds: number) => histogram.observe({ status }, seconds),
    report: () => registry.getMetricsAsJSON(),
  }
}

test('answers are counted by status, over all workers', async () => {
  const [one, other] = [app(), app()]
  one.answer(200, 0.005)
  one.answer(404, 0.005)
  other.answer(200, 0.005)
  const { byStatus } = answeredIn([await one.report(), await other.report()])
  assert.deepEqual(Object.fromEntries(byStatus), { 200: 2, 404: 1 })
})

test('a quantile lies in its bucket, as far in as its share of the bucket', async () => {
  const { answer, report } = app()
  for (let answers = 0; answers < 90; answers += 1) answer(200, 0.001)
  for (let answers = 0; answers < 10; answers += 1) answer(500, 0.05)
  const answered = answeredIn([await report()])
  assert.equal(quantile(0.45, answered), 5)
  assert.equal(quantile(0.95, answered), 55)
})

test('what took longer than the last limit counts as that limit', async () => {
  const { answer, report } = app()
  answer(200, 7)
  assert.equal(quantile(0.5, answeredIn([await report()])), 1000)
})

test('old workers that measure in other steps do not hide what the new ones say', async () => {
  const [old, young] = [app([1]), app([0.01])]
  old.answer(200, 0.5)
  for (let answers = 0; answers < 10; answers += 1) young.answer(200, 0.005)
  assert.equal(quantile(0.5, answeredIn([await old.report(), await young.report()])), 5.5)
})

test('between two looks only what has come since counts', async () => {
  const { answer, report } = app()
  answer(200, 0.5)
  const before = answeredIn([await report()])
  answer(503, 0.005)
  const come = since(before, answeredIn([await report()]))
  assert.deepEqual(Object.fromEntries(come.byStatus), { 200: 0, 503: 1 })
  assert.equal(quantile(1, come), 10)
})

test('without an answer, or an app that measures none, there is no quantile', async () => {
  assert.equal(quantile(0.5, answeredIn([await app().report()])), undefined)
  assert.equal(quantile(0.5, answeredIn([[]])), undefined)
  assert.equal(quantile(0.5, answeredIn([])), undefined)
})

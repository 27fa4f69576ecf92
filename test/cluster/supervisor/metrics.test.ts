import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Worker } from '../../../src/cluster/supervisor/fleet.ts'
import { createMetrics } from '../../../src/cluster/supervisor/metrics.ts'
import { until } from '../wait.ts'
import { boot, fleetOf, heartbeat, preparedFleet } from './fleet-of.ts'

/** What a worker reports that has greeted so many, and has so many guests. */
function reportOf(greeted: number) {
  const form = { help: 'People', aggregator: 'sum', values: [{ labels: {}, value: greeted }] }
  return [
    { name: 'greeted_total', type: 'counter', ...form },
    { name: 'guests', type: 'gauge', ...form },
  ]
}

test('what workers have counted is the sum of those that run and those that have ended', () => {
  const metrics = createMetrics()
  const fleet = fleetOf(3)
  for (const worker of fleet.workers)
    worker.heartbeat = { ...heartbeat, requests: 20, refused: 3, lostLines: 1 }
  const sum = { requests: 60, refused: 9, lostLines: 3 }
  assert.deepEqual(metrics.totals(fleet), sum)
  metrics.retire(fleet.workers.shift() as Worker)
  assert.deepEqual(metrics.totals(fleet), sum)
})

test('a worker that ends before it has said anything has counted nothing', () => {
  const metrics = createMetrics()
  const fleet = preparedFleet()
  metrics.retire(boot(fleet))
  assert.deepEqual(metrics.totals(preparedFleet()), { requests: 0, refused: 0, lostLines: 0 })
  assert.deepEqual(metrics.reports().flat(), [])
})

test('of a worker that has ended, counters and histograms are kept', () => {
  const metrics = createMetrics()
  const worker = boot(preparedFleet())
  metrics.report(worker, [...reportOf(3), { name: 'seconds', type: 'histogram' }])
  metrics.retire(worker)
  assert.deepEqual(
    metrics.reports().map(report => report.map(({ name }) => name)),
    [['greeted_total', 'seconds']],
  )
})

test('workers that were replaced are counted by reason, and reloads by outcome', async () => {
  const metrics = createMetrics()
  for (const reason of ['crash', 'hang', 'crash']) metrics.countRestart(reason)
  metrics.countReload('complete')
  assert.equal(metrics.replaced(), 3)
  const text = await metrics.render(preparedFleet(), 0)
  assert.match(text, /^cluster_worker_restarts_total\{reason="crash"\} 2$/m)
  assert.match(text, /^cluster_worker_restarts_total\{reason="hang"\} 1$/m)
  assert.match(text, /^cluster_reloads_total\{outcome="complete"\} 1$/m)
})

test('what many workers counted in their lives stays counted, in a few reports', async () => {
  const metrics = createMetrics()
  const fleet = preparedFleet()
  for (let i = 0; i < 100; i += 1) {
    const worker = boot(fleet)
    worker.heartbeat = { ...heartbeat, requests: 2 }
    metrics.report(worker, reportOf(3))
    metrics.retire(worker)
    fleet.workers.pop()
  }
  await until('few reports', () => metrics.reports().length <= 20)
  const running = boot(fleet)
  metrics.report(running, reportOf(4))
  const text = await metrics.render(fleet, 0)
  assert.match(text, /^greeted_total 304$/m)
  assert.match(text, /^guests 4$/m)
  assert.match(text, /^cluster_requests_total 200$/m)
})

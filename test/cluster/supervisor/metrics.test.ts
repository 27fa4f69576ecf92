import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMetrics } from '../../../src/cluster/supervisor/metrics.ts'
import { until } from '../wait.ts'
import { boot, heartbeat, preparedFleet } from './fleet-of.ts'

/** What a worker reports that has greeted so many, and has so many guests. */
function reportOf(greeted: number) {
  const form = { help: 'People', aggregator: 'sum', values: [{ labels: {}, value: greeted }] }
  return [
    { name: 'greeted_total', type: 'counter', ...form },
    { name: 'guests', type: 'gauge', ...form },
  ]
}

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

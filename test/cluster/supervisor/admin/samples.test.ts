import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Histogram, Registry } from 'prom-client'
import { createSamples } from '../../../../src/cluster/supervisor/admin/samples.ts'
import type { Worker } from '../../../../src/cluster/supervisor/fleet.ts'
import { fleetOf, heartbeat, supervisorOf } from '../fleet-of.ts'

/** A server of one worker, which has counted this by now. */
function server(before = heartbeat) {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers as [Worker]
  worker.heartbeat = before
  return { worker, metrics: supervisor.metrics, samples: createSamples(supervisor) }
}

/** What a worker reports of an app that measures its answers as src/http/metrics.ts does. */
async function reportOf(answers: [status: number, seconds: number][]): Promise<object[]> {
  const registry = new Registry()
  const histogram = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer',
    labelNames: ['status'],
    buckets: [0.01, 0.03],
    registers: [registry],
  })
  for (const [status, seconds] of answers) histogram.observe({ status }, seconds)
  return registry.getMetricsAsJSON()
}

test('what is kept begins with the first sample', () => {
  const { samples } = server()
  assert.deepEqual(samples.all(), [])
  const first = samples.take()
  assert.deepEqual(samples.all(), [first])
})

test('a sample counts what has come since the one before', () => {
  const { worker, samples } = server({ ...heartbeat, requests: 10 })
  worker.heartbeat = { ...heartbeat, requests: 15, refused: 2, lostLines: 1 }
  const { requests, refused, lostLines } = samples.take()
  assert.deepEqual({ requests, refused, lostLines }, { requests: 5, refused: 2, lostLines: 1 })
  assert.equal(samples.take().requests, 0)
})

test('what a killed worker takes along is no count below nothing', () => {
  const { worker, samples } = server({ ...heartbeat, requests: 10 })
  worker.heartbeat = heartbeat
  assert.equal(samples.take().requests, 0)
})

test('workers that were replaced are counted', () => {
  const { metrics, samples } = server()
  metrics.countRestart('crash')
  metrics.countRestart('hang')
  assert.equal(samples.take().replaced, 2)
  assert.equal(samples.take().replaced, 0)
})

test('answers from 400 up are errors, and so are requests that the server itself has refused', async () => {
  const { worker, metrics, samples } = server()
  metrics.report(
    worker,
    await reportOf([
      [200, 0.001],
      [400, 0.001],
      [503, 0.001],
    ]),
  )
  worker.heartbeat = { ...heartbeat, refused: 3 }
  assert.deepEqual(samples.take().errors, { 400: 1, 503: 4 })
  assert.deepEqual(samples.take().errors, {})
})

test('refusals alone are errors too', () => {
  const { worker, samples } = server()
  worker.heartbeat = { ...heartbeat, refused: 3 }
  assert.deepEqual(samples.take().errors, { 503: 3 })
})

test('how long answers took is told to a hundredth of a millisecond', async () => {
  const { worker, metrics, samples } = server()
  metrics.report(
    worker,
    await reportOf([
      [200, 0.001],
      [200, 0.02],
      [200, 0.02],
    ]),
  )
  const { p50, p99 } = samples.take()
  assert.deepEqual({ p50, p99 }, { p50: 15, p99: 29.7 })
})

test('without an answer nothing is told of how long it took', () => {
  const { p50, p99 } = server().samples.take()
  assert.deepEqual({ p50, p99 }, { p50: null, p99: null })
})

test('a sample has the second in which it was taken', () => {
  const before = Date.now()
  const { time } = server().samples.take()
  assert.ok(Math.floor(before / 1000) <= time && time <= Math.ceil(Date.now() / 1000), `${time}`)
})

test('the samples of five minutes are kept, oldest first', () => {
  const { worker, samples } = server()
  for (let second = 1; second <= 301; second += 1) {
    worker.heartbeat = { ...heartbeat, requests: (second * (second + 1)) / 2 }
    samples.take()
  }
  assert.deepEqual(
    samples.all().map(({ requests }) => requests),
    Array.from({ length: 300 }, (_, index) => index + 2),
  )
})

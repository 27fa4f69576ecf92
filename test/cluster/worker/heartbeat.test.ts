import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { Gauge, register } from 'prom-client'
import { startHeartbeat } from '../../../src/cluster/worker/heartbeat.ts'
import { build } from '../build.ts'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'
import { logged } from './logged.ts'
import { toldIn } from './told.ts'

const plainApp = `${build()}/test/cluster/fixtures/plain-app.js`

test('an app without metrics is not held up by loading what collects them', async () => {
  await serving({ app: plainApp }, async server => {
    await get(server)
    await until('a beat that counts the request', async () => (await server.status()).workers[0]?.requests)
    const { body } = await get(server)
    assert.doesNotMatch(body, /prom-client/)
  })
})

/** The heartbeats of this process, at times that the test makes, and what it counts, which the test may change. */
function heartbeatsOf(t: TestContext, maxMemory = 0) {
  const told = toldIn(t)
  let now = 10_000
  t.mock.method(performance, 'now', () => now)
  t.mock.timers.enable({ apis: ['setInterval'] })
  const counts = { requests: 0, refused: 0, open: 0, inFlight: 0, isFull: false }
  const timer = startHeartbeat(() => counts, maxMemory)
  const kinds = () => told.map(({ type }) => type)
  function beat(after = 250): void {
    now += after
    t.mock.timers.tick(250)
  }
  return { told, kinds, counts, timer, beat }
}

test('a worker tells at once how it is, and again every 250 ms; an app without metrics adds nothing', async t => {
  const { told, kinds, counts, beat } = heartbeatsOf(t)
  Object.assign(counts, { requests: 3, open: 2 })
  beat()
  for (let turn = 0; turn < 5; turn += 1) await nextTurn()
  assert.deepEqual(kinds(), ['heartbeat', 'heartbeat'])
  const [, last] = told.flatMap(message => (message.type === 'heartbeat' ? [message.heartbeat] : []))
  const { requests, open, residentMemory = 0, eventLoopDelay = -1 } = last ?? {}
  assert.deepEqual([requests, open], [3, 2])
  assert.ok(residentMemory > 2 ** 20, `${residentMemory} bytes`)
  assert.ok(eventLoopDelay >= 0, `${eventLoopDelay} ms`)
})

test('a worker whose event loop was held up tells by how long', async t => {
  const started = process.hrtime.bigint()
  const { told, beat } = heartbeatsOf(t)
  const elapsed = () => Number(process.hrtime.bigint() - started) / 1e6
  await sleep(50)
  const heldUpFrom = elapsed()
  while (elapsed() < heldUpFrom + 300);
  await sleep(50)
  beat()
  const last = told.at(-1)
  assert.ok(last?.type === 'heartbeat')
  const { eventLoopDelay } = last.heartbeat
  assert.ok(eventLoopDelay > 200 && eventLoopDelay <= elapsed(), `${eventLoopDelay} of ${elapsed()} ms`)
})

test('a worker that has more memory than its limit asks for a successor, once the first five seconds are over', t => {
  const { told, kinds, beat } = heartbeatsOf(t, 1)
  beat(5000)
  assert.ok(!kinds().includes('retire'))
  beat(1)
  assert.deepEqual(told.at(-1), { type: 'retire', reason: 'memory' })
})

test('a worker below its limit, or without one, goes on', t => {
  for (const maxMemory of [0, 100_000]) {
    const { kinds, beat } = heartbeatsOf(t, maxMemory)
    beat(6000)
    assert.ok(!kinds().includes('retire'))
    t.mock.reset()
  }
})

test('the metrics of the app are told when requests have come or ended, and at the end', async t => {
  new Gauge({ name: 'guests', help: 'Guests' }).set(3)
  const { told, kinds, counts, timer, beat } = heartbeatsOf(t)
  const metrics = () => kinds().filter(kind => kind === 'metrics').length
  await until('the first metrics', () => metrics() === 1)
  const [, first] = told
  assert.ok(
    first?.type === 'metrics' && first.metrics.some(metric => 'name' in metric && metric.name === 'guests'),
  )
  for (const [change, expected] of [
    [{}, 1],
    [{ requests: 1 }, 2],
    [{ inFlight: 1 }, 3],
  ] as const) {
    Object.assign(counts, change)
    beat()
    for (let turn = 0; turn < 5; turn += 1) await nextTurn()
    assert.equal(metrics(), expected)
  }
  await timer.stop()
  assert.equal(metrics(), 4)
  const before = told.length
  beat()
  assert.equal(told.length, before)
})

test('metrics that cannot be collected are told to the log, and nobody else', async t => {
  const lines = logged(t)
  new Gauge({
    name: 'broken',
    help: 'Broken',
    collect() {
      throw new Error('no database')
    },
  })
  t.after(() => register.removeSingleMetric('broken'))
  const { kinds, timer } = heartbeatsOf(t)
  await timer.stop()
  assert.deepEqual(kinds(), ['heartbeat'])
  const [{ level, msg, err } = {}] = lines
  assert.deepEqual([level, msg], ['warn', 'The metrics of the app could not be collected'])
  assert.equal((err as Error).message, 'no database')
})

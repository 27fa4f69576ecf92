import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addUp, type Counted, render } from '../../../src/cluster/supervisor/prometheus.ts'
import { boot, fleetOf, heartbeat } from './fleet-of.ts'

const nothing: Counted = {
  totals: { requests: 0, refused: 0, lostLines: 0 },
  restarts: new Map(),
  reloads: new Map(),
}

/** The lines with values of a metric, without its name. */
async function lines(name: string, fleet = fleetOf(1), counted = nothing, now = 0): Promise<string[]> {
  const text = await render([], counted, fleet, now)
  return text
    .split('\n')
    .filter(line => line.startsWith(name))
    .map(line => line.slice(name.length).trim())
}

/** What a worker reports that has greeted so many. */
function reportOf(greeted: number) {
  return [
    {
      name: 'greeted_total',
      type: 'counter',
      help: 'People',
      aggregator: 'sum',
      values: [{ labels: {}, value: greeted }],
    },
  ]
}

test('what the server has counted is there', async () => {
  const counted = {
    totals: { requests: 20, refused: 3, lostLines: 4 },
    restarts: new Map([
      ['crash', 2],
      ['hang', 1],
    ]),
    reloads: new Map([['complete', 4]]),
  }
  const of = (name: string) => lines(name, fleetOf(1), counted)
  assert.deepEqual(await of('cluster_requests_total'), ['20'])
  assert.deepEqual(await of('cluster_requests_refused_total'), ['3'])
  assert.deepEqual(await of('cluster_log_lines_lost_total'), ['4'])
  assert.deepEqual(await of('cluster_worker_restarts_total'), ['{reason="crash"} 2', '{reason="hang"} 1'])
  assert.deepEqual(await of('cluster_reloads_total'), ['{outcome="complete"} 4'])
})

test('workers are counted, and those that are wanted', async () => {
  const fleet = fleetOf(2)
  fleet.want = 3
  boot(fleet)
  assert.deepEqual(await lines('cluster_workers_ready', fleet), ['2'])
  assert.deepEqual(await lines('cluster_workers_wanted', fleet), ['3'])
  assert.deepEqual(await lines('cluster_generation', fleet), ['1'])
})

test('each worker is measured by its number, and one that has said nothing yet is at nothing', async () => {
  const fleet = fleetOf(2)
  const [first, second] = fleet.workers
  Object.assign(first ?? {}, {
    heartbeat: { ...heartbeat, open: 7, inFlight: 5, residentMemory: 1e8, eventLoopDelay: 30 },
    heartbeatAt: 0,
  })
  const measures = [
    ['cluster_connections', 7],
    ['cluster_requests_in_flight', 5],
    ['cluster_worker_resident_memory_bytes', 1e8],
    ['cluster_worker_event_loop_delay_seconds', 0.03],
  ] as const
  for (const [name, value] of measures)
    assert.deepEqual(await lines(name, fleet), [
      `{worker="${first?.id}"} ${value}`,
      `{worker="${second?.id}"} 0`,
    ])
})

test('the memory of the supervisor is that of this process', async () => {
  const [bytes] = await lines('cluster_supervisor_resident_memory_bytes')
  assert.ok(Number(bytes) > 2 ** 20, bytes)
})

test('of several reports one is made, which counts what all of them have', async () => {
  assert.match(
    await render([addUp([reportOf(2), reportOf(3)])], nothing, fleetOf(1), 0),
    /^greeted_total 5$/m,
  )
})

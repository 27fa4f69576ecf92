import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readFromPreparing, readFromWorker } from '../../../src/cluster/supervisor/read-message.ts'
import { onMessage } from '../../../src/cluster/supervisor/worker-events.ts'
import { fleetOf, heartbeat, supervisorOf } from './fleet-of.ts'

const metric = {
  name: 'calls_total',
  help: 'Calls',
  type: 'counter',
  aggregator: 'sum',
  values: [{ value: 1, labels: { route: '/' } }],
}

const right = [
  { type: 'boot' },
  { type: 'boot', inspectorPort: 9229 },
  { type: 'ready', urls: ['http://127.0.0.1:5000'], canBeAsked: true },
  { type: 'ready', urls: [], canBeAsked: false, capacity: { openFiles: 1024, connections: 900 } },
  { type: 'failed', exitCode: 4, reason: 'there is no such file' },
  { type: 'heartbeat', heartbeat },
  { type: 'answer', question: 1, no: 'no database' },
  { type: 'answer', question: 1 },
  { type: 'metrics', metrics: [metric, { ...metric, values: [{ value: null, labels: {} }] }] },
  { type: 'retire', reason: 'memory' },
  { type: 'room' },
]

test('what a worker of the server sends is read as it is', () => {
  for (const message of right) assert.equal(readFromWorker(message), message)
  assert.ok(readFromPreparing({ type: 'prepared' }))
  assert.ok(readFromPreparing({ type: 'failed', exitCode: 3, reason: 'no database' }))
})

test('any other value, type or content is no message', () => {
  const strange = [
    ...[
      null,
      0,
      true,
      '',
      'ready',
      [],
      [null],
      {},
      { type: null },
      { type: 'toString' },
      { type: '__proto__' },
    ],
    ...['ready', 'failed', 'heartbeat', 'answer', 'metrics', 'retire', 'prepared'].map(type => ({ type })),
    ...[0, '9229', 65_536, null].map(inspectorPort => ({ type: 'boot', inspectorPort })),
    { type: 'ready', urls: 'http://x', canBeAsked: true },
    { type: 'ready', urls: [], canBeAsked: 1 },
    { type: 'ready', urls: [], canBeAsked: true, capacity: null },
    { type: 'failed', exitCode: 0, reason: 'x' },
    { type: 'failed', exitCode: 'x', reason: 'x' },
    { type: 'failed', exitCode: 1, reason: null },
    { type: 'over', exitCode: 1, reason: 'x' },
    { type: 'heartbeat', heartbeat: null },
    ...[
      ...[{ requests: null }, { requests: 1.5 }, { requests: -1 }, { open: '1' }, { isFull: 1 }],
      ...[{ eventLoopDelay: '1' }, { eventLoopDelay: -1 }],
    ].map(wrong => ({ type: 'heartbeat', heartbeat: { ...heartbeat, ...wrong } })),
    { type: 'answer', question: 1, no: {} },
    { type: 'retire', reason: 'bored' },
    ...[null, {}, [null], [{}], [{ ...metric, values: null }], [{ ...metric, aggregator: 'toString' }]].map(
      metrics => ({ type: 'metrics', metrics }),
    ),
    { type: 'metrics', metrics: [{ ...metric, values: [{ value: 1 }] }] },
    { type: 'metrics', metrics: [{ ...metric, name: 'a\nb' }] },
    { type: 'metrics', metrics: [{ ...metric, values: [{ value: '1', labels: {} }] }] },
  ]
  for (const sent of strange) {
    assert.equal(readFromWorker(sent), undefined, JSON.stringify(sent))
    if (JSON.stringify(sent) !== '{"type":"prepared"}') assert.equal(readFromPreparing(sent), undefined)
  }
})

test('whatever is read can be followed, counted and shown', async () => {
  const type = fc.constantFrom(...right.map(message => message.type))
  const replaced = fc
    .tuple(fc.constantFrom(...right), fc.jsonValue(), fc.nat(4))
    .map(([message, value, at]) => {
      const key = Object.keys(message)[at] ?? 'type'
      return { ...message, [key]: value }
    })
  const sent = fc.oneof(fc.jsonValue(), fc.record({ type }), replaced)
  await fc.assert(
    fc.asyncProperty(sent, async value => {
      const supervisor = supervisorOf(fleetOf(1))
      const [worker] = supervisor.fleet.workers
      const message = readFromWorker(value)
      if (!message || !worker) return
      onMessage(supervisor, worker, message)
      supervisor.metrics.retire(worker)
      await supervisor.metrics.render(supervisor.fleet, 0)
    }),
    { numRuns: 500 },
  )
})

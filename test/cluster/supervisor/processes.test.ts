import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Worker } from '../../../src/cluster/supervisor/fleet.ts'
import { lastLines } from '../../../src/cluster/supervisor/journal.ts'
import { drainWorker, killWorker, offerSockets } from '../../../src/cluster/supervisor/processes.ts'
import { get } from '../faults/load.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'
import { boot, fleetOf, options, reloadPrepared, supervisorOf } from './fleet-of.ts'

test('a worker whose event loop is stuck is killed and replaced, and the log names the function', async () => {
  await serving({ workers: 2, flags: ['--timeout', '2'] }, async server => {
    get({ port: server.port, path: '/hang' })
    const { stack } = await server.logged(/^WORKER TIMEOUT \(pid:\d+\)/)
    assert.match(
      String(stack),
      typeof WebSocket === 'undefined' ? /Node 22 or later/ : /^spinForEver .*app\.js/,
    )
    await until('two workers', async () => (await server.workers()).length === 2)
  })
})

/** A server on paper whose processes have gone already, so that nothing reaches them. */
function onPaper() {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers as [Worker]
  supervisor.fleet.current = { ...supervisor.fleet.current, options: { ...options, hangStack: false } }
  return { supervisor, worker, fleet: supervisor.fleet }
}

const { gracefulTimeout, keepAlive } = options

test('a worker that drains has --graceful-timeout, after the time for which its idle connections are kept', () => {
  const { supervisor, worker } = onPaper()
  const before = performance.now()
  drainWorker(supervisor, worker)
  assert.equal(worker.state, 'draining')
  const given = worker.deadline - gracefulTimeout - keepAlive
  assert.ok(before <= given && given <= performance.now())
})

test('once the server stops, idle connections are not waited for', () => {
  const { supervisor, worker, fleet } = onPaper()
  fleet.phase = 'stopping'
  const before = performance.now()
  drainWorker(supervisor, worker)
  const given = worker.deadline - gracefulTimeout
  assert.ok(before <= given && given <= performance.now())
})

const replaced: [what: string, change: (by: ReturnType<typeof onPaper>) => void, count: number][] = [
  ['that has asked for a successor', ({ worker }) => Object.assign(worker, { retiring: 'memory' }), 1],
  ['of the old code', ({ supervisor }) => reloadPrepared(supervisor), 1],
  ['that is one too many', () => {}, 0],
  [
    'of a server that stops',
    ({ worker, fleet }) =>
      Object.assign(worker, { retiring: 'memory' }) && Object.assign(fleet, { phase: 'stopping' }),
    0,
  ],
  [
    'that drains already',
    ({ worker }) => Object.assign(worker, { retiring: 'memory', state: 'draining' }),
    0,
  ],
]
for (const [what, change, count] of replaced) {
  test(`a worker ${what} counts as ${count === 1 ? 'replaced' : 'no replacement'} when it drains`, () => {
    const by = onPaper()
    change(by)
    drainWorker(by.supervisor, by.worker)
    assert.equal(by.supervisor.metrics.replaced(), count)
  })
}

const killed: [state: Worker['state'], killedFor: string][] = [
  ['booting', 'boot-timeout'],
  ['ready', 'hang'],
  ['draining', 'graceful-timeout'],
]
for (const [state, killedFor] of killed) {
  test(`a worker that is ${state} and past its deadline is killed for ${killedFor}, and else as unwanted`, async () => {
    const { supervisor, fleet } = onPaper()
    const [late, early] = [boot(fleet), boot(fleet)]
    Object.assign(late, { state, deadline: performance.now() })
    Object.assign(early, { state, deadline: performance.now() + 60_000 })
    for (const worker of [late, early]) await killWorker(supervisor, worker)
    assert.deepEqual([late.killedFor, early.killedFor], [killedFor, 'unwanted'])
    assert.deepEqual([late.state, early.state], ['killed', 'killed'])
  })
}

test('a worker that is stuck is told without a stack if none is wanted, and else with why there is none', async () => {
  const { supervisor, worker, fleet } = onPaper()
  // No process of Linux has such a number, so that no signal reaches one.
  const stuck = { pid: 4_194_305, state: 'ready', deadline: 0 } as const
  await killWorker(supervisor, Object.assign(worker, stuck))
  const { level, text, detail } = lastLines().at(-1) ?? {}
  assert.deepEqual([level, text, detail], ['fatal', 'WORKER TIMEOUT (pid:4194305)', undefined])
  fleet.current = { ...fleet.current, options }
  await killWorker(supervisor, Object.assign(worker, stuck))
  assert.match(lastLines().at(-1)?.detail ?? '', /^no stack: /)
})

test('a worker that is offered sockets has none to wait for any more', () => {
  const { supervisor, worker } = onPaper()
  worker.wantsSockets = true
  offerSockets(supervisor, worker)
  assert.equal(worker.wantsSockets, false)
})

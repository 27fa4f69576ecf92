import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exitCodes } from '../../../src/cluster/failure.ts'
import type { FromWorker } from '../../../src/cluster/messages.ts'
import { stableAfter } from '../../../src/cluster/supervisor/crash-loop.ts'
import { becomeReady, type Worker } from '../../../src/cluster/supervisor/fleet.ts'
import { lastLines } from '../../../src/cluster/supervisor/journal.ts'
import type { Supervisor } from '../../../src/cluster/supervisor/supervisor.ts'
import { onExit, onMessage } from '../../../src/cluster/supervisor/worker-events.ts'
import {
  boot,
  fleetOf,
  heartbeat,
  options,
  preparedFleet,
  reloadPrepared,
  steps,
  supervisorOf,
} from './fleet-of.ts'

/** How many workers were replaced, by reason, as /metrics has it. */
async function restarts({ metrics, fleet }: Supervisor): Promise<string[]> {
  const text = await metrics.render(fleet, 0)
  return [...text.matchAll(/^cluster_worker_restarts_total\{reason="(.*)"\} (\d+)/gm)].map(
    ([, reason, count]) => `${reason} ${count}`,
  )
}

/** What the log says of an event. */
function said(event: () => void): string[] {
  const before = lastLines().length
  event()
  return lastLines()
    .slice(before)
    .map(({ level, text, detail }) => [level, text, ...(detail ? [detail] : [])].join(' | '))
}

/** A worker says that it cannot serve, and ends. */
function failToBoot(supervisor: Supervisor, worker: Worker, reason: string): void {
  onMessage(supervisor, worker, { type: 'failed', exitCode: exitCodes.noSuchApp, reason })
  onExit(supervisor, worker, 'code 4')
}

test('a first boot that fails ends the server, with the reason and the exit code of the first worker', () => {
  const supervisor = supervisorOf(preparedFleet())
  const [first, second] = [boot(supervisor.fleet), boot(supervisor.fleet)]
  failToBoot(supervisor, first, 'there is no such file')
  failToBoot(supervisor, second, 'something else')
  const { message, exitCode } = supervisor.fleet.failure ?? {}
  assert.deepEqual([message, exitCode], ['there is no such file', exitCodes.noSuchApp])
})

test('a first boot that ends without a word is told by how it ended', () => {
  const supervisor = supervisorOf(preparedFleet())
  onExit(supervisor, boot(supervisor.fleet), 'SIGABRT')
  assert.equal(supervisor.fleet.failure?.message, 'It ended with SIGABRT while loading.')
})

test('a first boot that takes too long is told by the flag that allows more', () => {
  const supervisor = supervisorOf(preparedFleet())
  onExit(supervisor, { ...boot(supervisor.fleet), killedFor: 'boot-timeout' }, 'SIGKILL')
  assert.match(supervisor.fleet.failure?.message ?? '', /--boot-timeout/)
})

test('a new worker that dies during a reload abandons it, and the others of its generation go', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  const { fleet } = supervisor
  reloadPrepared(supervisor, options)
  const [dying, other] = [boot(fleet), boot(fleet)]
  failToBoot(supervisor, dying, 'it throws')
  assert.equal(fleet.current.number, 1)
  assert.deepEqual([fleet.lastReload?.outcome, fleet.lastReload?.reason], ['abandoned', 'it throws'])
  assert.deepEqual(steps(fleet), [`kill ${other.id}`])
  assert.equal(fleet.failure, undefined)
})

test('the others of an abandoned generation change nothing when they end', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  const { fleet } = supervisor
  reloadPrepared(supervisor, options)
  const [dying, other] = [boot(fleet), boot(fleet)]
  failToBoot(supervisor, dying, 'it throws')
  failToBoot(supervisor, other, 'it throws, too')
  assert.equal(fleet.lastReload?.reason, 'it throws')
  assert.equal(fleet.crashes, 0)
  assert.deepEqual(await restarts(supervisor), [])
})

test('an old worker that dies during a reload is a crash, is replaced by the new code, and the reload goes on', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  const { fleet } = supervisor
  const [old] = fleet.workers as [Worker, Worker]
  reloadPrepared(supervisor, options)
  boot(fleet)
  onExit(supervisor, old, 'SIGSEGV')
  assert.equal(fleet.lastReload?.outcome, 'in progress')
  assert.equal(fleet.current.number, 2)
  assert.deepEqual(await restarts(supervisor), ['crash 1'])
})

test('a new worker that dies once another of its generation serves is a crash, and no reason to go back', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  const { fleet } = supervisor
  reloadPrepared(supervisor, options)
  becomeReady(fleet, boot(fleet), 0)
  onExit(supervisor, boot(fleet), 'SIGKILL')
  assert.equal(fleet.current.number, 2)
  assert.deepEqual(await restarts(supervisor), ['boot 1'])
})

test('a full set that dies young is replaced at once; the next one waits for a second', () => {
  const supervisor = supervisorOf(fleetOf(4, performance.now()))
  const { fleet } = supervisor
  for (const worker of [...fleet.workers]) onExit(supervisor, worker, 'code 1')
  assert.equal(steps(fleet, performance.now()).length, 4)
  const next = boot(fleet, performance.now())
  becomeReady(fleet, next, performance.now())
  const before = performance.now()
  onExit(supervisor, next, 'code 1')
  assert.deepEqual(steps(fleet, before + 999), [])
  assert.deepEqual(steps(fleet, performance.now() + 1001), ['boot'])
})

test('a worker that dies old is replaced at once, however many died before', () => {
  const supervisor = supervisorOf(fleetOf(1, performance.now() - stableAfter - 1))
  const { fleet } = supervisor
  const [old] = fleet.workers as [Worker]
  fleet.crashes = 7
  onExit(supervisor, old, 'code 1')
  assert.deepEqual(steps(fleet, performance.now()), ['boot'])
})

test('in a stop during a reload, whatever ends is meant to: no reload is abandoned, and nothing counts as a crash', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  const { fleet } = supervisor
  reloadPrepared(supervisor, options)
  const booting = boot(fleet)
  fleet.phase = 'stopping'
  failToBoot(supervisor, booting, 'it throws')
  for (const worker of [...fleet.workers]) onExit(supervisor, worker, 'code 0')
  assert.deepEqual(fleet.workers, [])
  assert.equal(fleet.lastReload?.outcome, 'in progress')
  assert.deepEqual([fleet.crashes, fleet.failure, await restarts(supervisor)], [0, undefined, []])
})

test('a worker that was killed because it was stuck counts as that', async () => {
  const supervisor = supervisorOf(fleetOf(1))
  const [stuck] = supervisor.fleet.workers as [Worker]
  stuck.killedFor = 'hang'
  onExit(supervisor, stuck, 'SIGKILL')
  assert.deepEqual(await restarts(supervisor), ['hang 1'])
})

test('a worker that drains, or drains for too long, has ended as it should', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  const [draining, slow] = supervisor.fleet.workers as [Worker, Worker]
  draining.state = 'draining'
  slow.killedFor = 'graceful-timeout'
  onExit(supervisor, draining, 'code 0')
  onExit(supervisor, slow, 'SIGKILL')
  assert.equal(supervisor.fleet.crashes, 0)
  assert.deepEqual(await restarts(supervisor), [])
})

test('what a worker counted stays counted when it ends', async () => {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers as [Worker]
  const counted = { ...heartbeat, requests: 7, refused: 2, lostLines: 3 }
  onMessage(supervisor, worker, { type: 'heartbeat', heartbeat: counted })
  onExit(supervisor, worker, 'SIGKILL')
  const text = await supervisor.metrics.render(supervisor.fleet, 0)
  assert.match(text, /^cluster_requests_total 7$/m)
  assert.match(text, /^cluster_requests_refused_total 2$/m)
  assert.match(text, /^cluster_log_lines_lost_total 3$/m)
})

test('a worker that is ready serves, and the first one brings out where the server listens', () => {
  const supervisor = supervisorOf(preparedFleet())
  const [first, second] = [boot(supervisor.fleet), boot(supervisor.fleet)]
  const capacity = { openFiles: 256, connections: 100 }
  const ready: FromWorker = { type: 'ready', urls: ['http://127.0.0.1:80'], canBeAsked: true, capacity }
  const ofFirst = said(() => onMessage(supervisor, first, ready))
  const ofSecond = said(() => onMessage(supervisor, second, ready))
  assert.deepEqual([first.state, first.canBeAsked, first.capacity], ['ready', true, capacity])
  assert.deepEqual(ofFirst, [
    `info | Worker ready (pid: ${first.pid}), generation 1`,
    `info | Listening at: http://127.0.0.1:80 (${process.pid})`,
  ])
  assert.deepEqual(ofSecond, [`info | Worker ready (pid: ${second.pid}), generation 1`])
})

test('a first worker that is killed before it is ready brings out nothing', () => {
  const supervisor = supervisorOf(preparedFleet())
  const worker = { ...boot(supervisor.fleet), state: 'killed' as const }
  const ready: FromWorker = {
    type: 'ready',
    urls: ['http://127.0.0.1:80'],
    canBeAsked: true,
    capacity: undefined,
  }
  assert.ok(said(() => onMessage(supervisor, worker, ready)).every(line => !line.includes('Listening')))
})

test('a worker tells where its inspector is, and that it has room again', () => {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers as [Worker]
  onMessage(supervisor, worker, { type: 'boot', inspectorPort: 9229 })
  onMessage(supervisor, worker, { type: 'room' })
  assert.deepEqual([worker.inspectorPort, worker.wantsSockets], [9229, true])
})

test('the answer to a question goes to who has asked, and one that nobody waits for goes nowhere', () => {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers as [Worker]
  const answers: (string | undefined)[] = []
  supervisor.questions.set(7, no => answers.push(no))
  for (const question of [6, 7])
    onMessage(supervisor, worker, { type: 'answer', question, no: 'no database' })
  assert.deepEqual(answers, ['no database'])
})

test('what a worker reports of its app is kept', () => {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers as [Worker]
  const metrics = [{ name: 'calls_total', type: 'counter' }]
  onMessage(supervisor, worker, { type: 'metrics', metrics })
  assert.deepEqual(supervisor.metrics.reports(), [metrics])
})

test('a worker that is not wanted any more has ended as it should', async () => {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers as [Worker]
  worker.killedFor = 'unwanted'
  onExit(supervisor, worker, 'SIGKILL')
  assert.deepEqual(await restarts(supervisor), [])
})

const failure = { exitCode: exitCodes.bootFailed, reason: 'it throws' }
const ends: [
  what: string,
  worker: Partial<Worker>,
  how: string,
  line: (pid: number) => string | undefined,
][] = [
  [
    'is not needed any more',
    { killedFor: 'unwanted' },
    'SIGKILL',
    pid => `info | Worker exiting (pid: ${pid}), as it is not needed any more`,
  ],
  [
    'was stuck',
    { killedFor: 'hang' },
    'SIGKILL',
    pid => `error | Worker (pid:${pid}) was sent SIGKILL: hang`,
  ],
  [
    'somebody else has killed',
    { state: 'draining' },
    'SIGKILL',
    pid => `error | Worker (pid:${pid}) was sent SIGKILL! Perhaps out of memory?`,
  ],
  ['has drained', { state: 'draining' }, 'code 0', pid => `info | Worker exiting (pid: ${pid})`],
  ['has crashed', {}, 'code 1', pid => `error | Worker (pid:${pid}) exited with code 1`],
  ['has said why itself', { failure }, 'code 3', () => undefined],
]
for (const [what, state, how, line] of ends) {
  test(`the log tells the end of a worker that ${what}`, () => {
    const supervisor = supervisorOf(fleetOf(1))
    const [worker] = supervisor.fleet.workers as [Worker]
    Object.assign(worker, state)
    const [told] = said(() => onExit(supervisor, worker, how))
    assert.equal(told, line(worker.pid))
  })
}

test('the log tells why a worker failed to boot, on one line', () => {
  const supervisor = supervisorOf(preparedFleet())
  const lines = said(() => failToBoot(supervisor, boot(supervisor.fleet), 'A is bad\nB is bad'))
  assert.deepEqual(lines, ['error | Reason: Worker failed to boot. | A is bad B is bad'])
})

test('the log tells why a worker is to be replaced', () => {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers as [Worker]
  assert.deepEqual(
    said(() => onMessage(supervisor, worker, { type: 'retire', reason: 'memory' })),
    ['info | Autorestarting worker after current request. | memory'],
  )
})

test('a worker that drains needs no successor', () => {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers as [Worker]
  worker.state = 'draining'
  onMessage(supervisor, worker, { type: 'retire', reason: 'memory' })
  assert.equal(worker.retiring, undefined)
})

test('a worker asks for a successor once, and for none while the server stops', () => {
  const supervisor = supervisorOf(fleetOf(2))
  const [one, other] = supervisor.fleet.workers as [Worker, Worker]
  onMessage(supervisor, one, { type: 'retire', reason: 'memory' })
  onMessage(supervisor, one, { type: 'retire', reason: 'max-requests' })
  assert.equal(one.retiring, 'memory')
  supervisor.fleet.phase = 'lame-duck'
  onMessage(supervisor, other, { type: 'retire', reason: 'memory' })
  assert.equal(other.retiring, undefined)
})

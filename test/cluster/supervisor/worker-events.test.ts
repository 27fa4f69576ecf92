import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exitCodes } from '../../../src/cluster/failure.ts'
import { stableAfter } from '../../../src/cluster/supervisor/crash-loop.ts'
import { becomeReady, type Worker } from '../../../src/cluster/supervisor/fleet.ts'
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

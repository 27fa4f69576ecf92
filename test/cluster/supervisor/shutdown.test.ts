/** Stopping, on paper; with processes and clients it is in signals.test.ts. */
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { bindSocket } from '../../../src/cluster/listen.ts'
import { quit, stop } from '../../../src/cluster/supervisor/shutdown.ts'
import type { Supervisor } from '../../../src/cluster/supervisor/supervisor.ts'
import { freePort } from '../wait.ts'
import { boot, fleetOf, options, reloadPrepared, steps, supervisorOf } from './fleet-of.ts'

async function listening(supervisor: Supervisor): Promise<number> {
  const address = { host: '127.0.0.1', port: await freePort() }
  supervisor.listeners.push({ address, handle: await bindSocket(address) })
  return address.port
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise(resolve => {
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

test('a server that is told to stop is a lame duck first, and keeps its workers and its sockets', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  await listening(supervisor)
  stop(supervisor)
  assert.equal(supervisor.fleet.phase, 'lame-duck')
  assert.deepEqual(steps(supervisor.fleet), [])
  assert.equal(supervisor.listeners.length, 1)
})

test('after --drain-delay it stops: its port is free, and every worker drains', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  const port = await listening(supervisor)
  const stopping = new Promise<void>(resolve => {
    supervisor.changed = resolve
  })
  stop(supervisor)
  await stopping
  assert.equal(supervisor.fleet.phase, 'stopping')
  assert.deepEqual(
    steps(supervisor.fleet),
    supervisor.fleet.workers.map(({ id }) => `drain ${id}`),
  )
  assert.equal(await isFree(port), true)
})

test('a stop during a reload drains the workers of both generations, and kills those that boot', async () => {
  const supervisor = supervisorOf(fleetOf(2))
  const { fleet } = supervisor
  reloadPrepared(supervisor, options)
  const booting = boot(fleet)
  const ready = fleet.workers.filter(({ state }) => state === 'ready')
  const stopping = new Promise<void>(resolve => {
    supervisor.changed = resolve
  })
  stop(supervisor)
  await stopping
  assert.deepEqual(
    steps(fleet).sort(),
    [...ready.map(({ id }) => `drain ${id}`), `kill ${booting.id}`].sort(),
  )
})

test('a worker that drains already is given no longer than the others once the server stops', async () => {
  const supervisor = supervisorOf(fleetOf(1))
  const [worker] = supervisor.fleet.workers
  assert.ok(worker)
  worker.state = 'draining'
  worker.deadline = Number.POSITIVE_INFINITY
  quit(supervisor)
  assert.ok(worker.deadline < performance.now() + options.gracefulTimeout)
})

test('a quick stop waits for no answer: each worker has a quarter of a second', () => {
  const supervisor = supervisorOf(fleetOf(2))
  const before = performance.now()
  quit(supervisor)
  assert.equal(supervisor.fleet.phase, 'stopping')
  for (const { deadline } of supervisor.fleet.workers) {
    assert.ok(deadline >= before + 250 && deadline <= performance.now() + 250)
  }
})

/** File descriptors run short, in a worker and in the supervisor. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { build } from '../build.ts'
import type { Server } from '../server.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'
import { get } from './load.ts'
import { fixture } from './ours.ts'

const preload = (name: string) => ['--import', join(build(), `test/cluster/faults/fixtures/${name}.js`)]

interface Client {
  readonly socket: Socket
  answers: number
  isClosed: boolean
}

/** Connections that each send a request, and stay. */
async function connectMany(port: number, count: number): Promise<Client[]> {
  const clients = Array.from({ length: count }, () => {
    const client: Client = { socket: connect(port, '127.0.0.1'), answers: 0, isClosed: false }
    client.socket.setEncoding('utf8').on('data', (text: string) => {
      client.answers += text.split('HTTP/1.1 200 OK').length - 1
    })
    client.socket
      .on('error', () => {})
      .on('close', () => {
        client.isClosed = true
      })
    return client
  })
  for (const { socket } of clients) if (socket.connecting) await once(socket, 'connect')
  for (const client of clients) call(client)
  return clients
}

function call({ socket }: Client): void {
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
}

function answered(clients: readonly Client[], times = 1): Client[] {
  return clients.filter(({ answers }) => answers === times)
}

function shortages({ log }: Server): string[] {
  return log.map(({ msg }) => msg).filter(msg => msg.startsWith('Open files: '))
}

test('of 320 connections to a worker with 256 file descriptors the idle ones stay, the others wait for them, and none is lost', async () => {
  const setup = { app: fixture('app'), openFiles: 256, flags: ['--keep-alive', '600'] }
  await serving(setup, async server => {
    const before = await server.workers()
    const [{ mostConnections } = { mostConnections: null }] = (await server.status()).workers
    assert.ok(mostConnections !== null && mostConnections > 80 && mostConnections < 128, `${mostConnections}`)

    const clients = await connectMany(server.port, 320)
    await until('as many answers as it takes connections', () => answered(clients).length === mostConnections)
    await server.logged(/^Open files: /)
    const { shortage } = await server.status()
    assert.equal(
      shortage,
      `Open files: a worker may have 256, and takes ${mostConnections} connections for that; further ones wait. ` +
        'Raise the limit: `ulimit -n` of the shell, LimitNOFILE of systemd.',
    )

    const served = answered(clients)
    for (const client of served) call(client)
    await until('a second answer to each', () => answered(clients, 2).length === mostConnections)
    assert.equal(answered(clients).length, 0)

    for (const { socket } of served.slice(0, 10)) socket.destroy()
    await until('ten that waited to be answered', () => answered(clients).length === 10)
    for (const { socket } of served) socket.destroy()
    await until('half of the others', () => answered(clients).length === mostConnections)
    for (const { socket } of answered(clients)) socket.destroy()
    await until('all', () => answered(clients).length === 320 - mostConnections)

    const rest = answered(clients).filter(({ socket }) => !socket.destroyed)
    assert.deepEqual(
      rest.filter(({ isClosed }) => isClosed),
      [],
    )
    assert.deepEqual(await server.workers(), before)
    assert.equal(shortages(server).length, 1)
    for (const { socket } of rest) socket.destroy()
  })
})

test('600 requests that come together, on a connection each, are all answered by a worker with 64 descriptors', async () => {
  await serving({ app: fixture('app'), openFiles: 64 }, async server => {
    const before = await server.workers()
    const answers = await Promise.all(
      Array.from({ length: 600 }, () => get({ port: server.port, path: '/slow?20', timeout: 60_000 })),
    )
    assert.deepEqual(
      answers.filter(({ outcome }) => outcome !== 'ok'),
      [],
    )
    assert.deepEqual(await server.workers(), before)
    assert.ok(shortages(server).length <= 1)
    await until('an end of the shortage', async () => (await server.status()).shortage === null)
  })
})

test('a worker whose app has taken the last descriptor lives, and new connections wait until there is one', async () => {
  const setup = { app: fixture('app'), openFiles: 256, nodeFlags: preload('all-files') }
  await serving(setup, async server => {
    const [worker = 0] = await server.workers()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    assert.equal((await get({ port: server.port, agent })).outcome, 'ok')
    process.kill(worker, 'SIGWINCH')
    await server.logged(/^Open files: a worker may have 256/)
    assert.equal((await get({ port: server.port, agent })).outcome, 'ok')
    const waiting = get({ port: server.port, timeout: 60_000 })
    assert.equal((await get({ port: server.port, timeout: 500 })).outcome, 'timeout')
    process.kill(worker, 'SIGWINCH')
    assert.equal((await waiting).outcome, 'ok')
    assert.deepEqual(
      server.log.filter(({ level }) => level === 'error'),
      [],
    )
    agent.destroy()
  })
})

test('a worker whose app keeps all descriptors is replaced, and who has waited is answered by its successor', async () => {
  const setup = { app: fixture('app'), openFiles: 256, nodeFlags: preload('all-files') }
  await serving(setup, async server => {
    const [worker = 0] = await server.workers()
    process.kill(worker, 'SIGWINCH')
    await server.logged(/^Open files: a worker may have 256/)
    const answer = await get({ port: server.port, timeout: 60_000 })
    assert.equal(answer.outcome, 'ok')
    assert.notEqual(answer.pid, worker)
    const { reason } = await server.logged(/^Autorestarting worker/)
    assert.equal(reason, 'open-files')
  })
})

test('a reload ends a shortage, and loses none of the connections that wait', async () => {
  const setup = { app: fixture('app'), openFiles: 64, flags: ['--keep-alive', '2'] }
  await serving(setup, async server => {
    const clients = await connectMany(server.port, 60)
    await server.logged(/^Open files: /)
    server.signal('SIGHUP')
    await server.logged(/^Reload complete/)
    await until('all', () => answered(clients).length === 60)
    for (const { socket } of clients) socket.destroy()
  })
})

test('memory that cannot be looked at ends nothing, and is left out of /metrics', async () => {
  await serving({ app: fixture('app'), nodeFlags: preload('no-memory') }, async server => {
    assert.equal((await get(server)).outcome, 'ok')
    const [worker] = (await server.status()).workers
    assert.deepEqual([worker?.state, worker?.residentMemoryBytes], ['ready', 0])
    const { status, body } = await get({ port: server.adminPort, path: '/metrics' })
    assert.equal(status, 200)
    assert.doesNotMatch(body, /^cluster_supervisor_resident_memory_bytes/m)
  })
})

test('a worker is replaced while others hold hundreds of connections to the admin port', async () => {
  await serving({ app: fixture('app'), openFiles: 256 }, async server => {
    const [worker = 0] = await server.workers()
    const sockets = Array.from({ length: 300 }, () =>
      connect(server.adminPort, '127.0.0.1').on('error', () => {}),
    )
    await until('the last one', () => sockets.every(({ connecting }) => !connecting))
    process.kill(worker, 'SIGKILL')
    assert.equal((await get({ port: server.port, timeout: 30_000 })).outcome, 'ok')
    for (const socket of sockets) socket.destroy()
  })
})

test('a supervisor without descriptors says why it cannot replace a worker, goes on with the others, and does so later', async () => {
  const setup = { app: fixture('app'), openFiles: 256, workers: 2, nodeFlags: preload('all-files') }
  await serving(setup, async server => {
    const [first = 0, second] = await server.workers()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const admin = (path: string) => get({ port: server.adminPort, path, agent })
    await admin('/metrics')
    server.signal('SIGWINCH')
    process.kill(first, 'SIGKILL')
    const { reason } = await server.logged(/^Reason: Worker failed to boot/)
    assert.match(String(reason), /^It could not be started: spawn .* EMFILE\. Raise the limit: `ulimit -n`/)
    assert.equal((await admin('/metrics')).status, 200)
    const ready = JSON.parse((await admin('/status')).body).workers.map(({ pid }: { pid: number }) => pid)
    assert.deepEqual(ready, [second])
    assert.equal((await get(server)).outcome, 'ok')
    server.signal('SIGWINCH')
    agent.destroy()
    await until('two workers', async () => (await server.workers()).length === 2)
  })
})

test('TERM ends a server that could not start a worker for want of descriptors', async () => {
  await serving({ app: fixture('app'), openFiles: 256, nodeFlags: preload('all-files') }, async server => {
    const [worker = 0] = await server.workers()
    server.signal('SIGWINCH')
    process.kill(worker, 'SIGKILL')
    await server.logged(/^Reason: Worker failed to boot/)
    server.signal('SIGTERM')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
  })
})

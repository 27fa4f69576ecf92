/** Room on paper, with a server of Node's own; with the supervisor around it, it is in faults/open-files.test.ts. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { countOpenFiles } from '../../../src/cluster/open-files.ts'
import { createConnections, watchServer } from '../../../src/cluster/worker/connections.ts'
import { closeAll } from '../../../src/cluster/worker/drain.ts'
import { keepRoom } from '../../../src/cluster/worker/room.ts'
import { until } from '../wait.ts'
import { toldIn } from './told.ts'

/** A server that takes so many connections. */
async function roomFor(t: TestContext, most: number | undefined, openFiles = 100_000) {
  const told = toldIn(t)
  const connections = createConnections()
  const room = keepRoom(connections, most === undefined ? undefined : { openFiles, connections: most })
  const server = createServer()
  watchServer(connections, server)
  room.watch(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    server.close()
    closeAll(connections)
  })
  const { port } = server.address() as AddressInfo
  async function open(): Promise<Socket> {
    const before = connections.open.size
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    await until('the connection', () => connections.open.size > before)
    return socket
  }
  async function close(socket: Socket): Promise<void> {
    const before = connections.open.size
    socket.destroy()
    await until('its end', () => connections.open.size < before)
  }
  return { told, connections, room, server, open, close }
}

test('with its last connection a worker stops listening, and asks for the sockets when one has ended', async t => {
  const { told, server, open, close } = await roomFor(t, 2)
  await open()
  assert.equal(server.listening, true)
  const last = await open()
  assert.equal(server.listening, false)
  assert.deepEqual(told, [])
  await close(last)
  assert.deepEqual(told, [{ type: 'room' }])
})

test('it asks once, and once more at the next beat', async t => {
  const { told, room, open, close } = await roomFor(t, 3)
  const sockets = [await open(), await open(), await open()]
  for (const socket of sockets) await close(socket)
  assert.equal(told.length, 1)
  room.beat(false)
  assert.equal(told.length, 2)
})

test('sockets that come are listened on if there is still room', async t => {
  const { told, room, open, close } = await roomFor(t, 1)
  const only = await open()
  assert.equal(room.enter(), false)
  await close(only)
  assert.equal(room.enter(), true)
  room.beat(false)
  assert.deepEqual(told, [{ type: 'room' }])
})

test('a worker that could not listen asks again', async t => {
  const { told, room } = await roomFor(t, 1)
  room.leave()
  room.beat(false)
  assert.deepEqual(told, [{ type: 'room' }])
})

test('a worker that drains asks for no sockets', async t => {
  const { told, connections, open, close } = await roomFor(t, 1)
  const only = await open()
  connections.isDraining = true
  await close(only)
  assert.deepEqual(told, [])
})

test('a beat tells whether the worker was full at any time since the one before', async t => {
  const { room, open, close } = await roomFor(t, 1)
  assert.equal(room.beat(false), false)
  const only = await open()
  assert.equal(room.beat(false), true)
  await close(only)
  assert.equal(room.beat(false), true)
  assert.equal(room.beat(false), false)
})

test('where no limit is known, there is room for all', async t => {
  const { room, server, open } = await roomFor(t, undefined)
  for (let count = 0; count < 5; count += 1) await open()
  assert.equal(server.listening, true)
  assert.equal(room.beat(false), false)
})

test('a worker whose app has taken the last descriptor takes nothing until some are free again', async t => {
  const { told, room, server } = await roomFor(t, 50)
  assert.equal(room.beat(true), true)
  assert.equal(server.listening, false)
  assert.equal(room.enter(), false)
  assert.deepEqual(told, [])
  room.beat(false)
  assert.deepEqual(told, [{ type: 'room' }])
  assert.equal(room.enter(), true)
})

test('some are free when there are sixteen, or half of its connections', () => {
  const inUse = countOpenFiles()
  const cases: [most: number, free: number, isEnough: boolean][] = [
    [100, 16, true],
    [100, 8, false],
    [8, 6, true],
    [8, 1, false],
  ]
  for (const [most, free, isEnough] of cases) {
    const room = keepRoom(createConnections(), { openFiles: inUse + free, connections: most })
    room.beat(true)
    room.beat(false)
    assert.equal(room.beat(false), !isEnough, `${free} of ${most}`)
  }
})

test('an app that leaves no descriptor for over ten seconds has lost them: a successor is asked for', async t => {
  const told = toldIn(t)
  let now = 1000
  t.mock.method(performance, 'now', () => now)
  const room = keepRoom(createConnections(), { openFiles: 1, connections: 1 })
  for (now of [1000, 6000, 11_000]) room.beat(true)
  assert.deepEqual(told, [])
  now = 11_001
  room.beat(true)
  assert.deepEqual(told, [{ type: 'retire', reason: 'open-files' }])
})

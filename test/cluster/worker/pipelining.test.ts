import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { hasWaiting, oneAtATime } from '../../../src/cluster/worker/pipelining.ts'
import type { Server } from '../server.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

function get(path: string, header = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: x\r\n${header}\r\n`
}

function send(port: number, bytes: string): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(bytes)
  return socket
}

async function worker(server: Server) {
  const [first] = (await server.status()).workers
  assert.ok(first)
  return first
}

/** A server of Node's own, whose answers a test gives by hand, after it was sent these bytes on one connection. */
async function sent(t: TestContext, bytes: string) {
  const begun: ServerResponse[] = []
  const server = createServer(oneAtATime((_request, response) => begun.push(response)))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const client = send((server.address() as AddressInfo).port, bytes)
  const [socket] = (await once(server, 'connection')) as [Socket]
  t.after(() => {
    client.destroy()
    server.close()
  })
  await until('the first request', () => begun.length > 0)
  await nextTurn()
  return { begun, client, socket, answer: (index: number) => begun[index]?.end(`answer ${index}`) }
}

test('requests that are sent ahead are answered one after the other', async t => {
  const { begun, client, socket, answer } = await sent(
    t,
    get('/a') + get('/b') + get('/c', 'Connection: close\r\n'),
  )
  const answers = text(client)
  for (const last of [0, 1, 2]) {
    assert.equal(begun.length, last + 1)
    assert.equal(hasWaiting(socket), last < 2)
    answer(last)
    await until('the next one', () => begun.length === last + 2 || last === 2)
  }
  assert.deepEqual((await answers).match(/answer \d/g), ['answer 0', 'answer 1', 'answer 2'])
})

test('a request whose connection is gone when its turn comes is not begun', async t => {
  const { begun, client, socket } = await sent(t, get('/a').repeat(10))
  client.destroy()
  await once(socket, 'close')
  await nextTurn()
  assert.equal(begun.length, 1)
})

test('while more than a hundred requests wait for their turn, no more are read', async t => {
  const { client, socket, answer } = await sent(t, get('/a').repeat(101))
  assert.equal(socket.isPaused(), false)
  client.write(get('/a'))
  await until('a hundred and one that wait', () => socket.isPaused())
  answer(0)
  await until('a hundred that wait', () => !socket.isPaused())
})

test('a server that is told to stop answers what it was sent ahead', async () => {
  await serving({}, async server => {
    const answers = text(send(server.port, get('/slow?ms=500').repeat(3)))
    await until('the first one', async () => (await worker(server)).requestsInFlight === 1)
    server.signal('SIGTERM')
    const ends = (await answers).match(/^Connection: .*/gm)
    assert.deepEqual(ends, ['Connection: keep-alive', 'Connection: keep-alive', 'Connection: close'])
  })
})

import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Server } from '../server.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

function get(path: string, header = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: x\r\n${header}\r\n`
}

function send(port: number, bytes: string | Buffer): Socket {
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

test('requests that are sent ahead are answered one after the other', async () => {
  await serving({}, async ({ port }) => {
    const started = performance.now()
    const slow = '/slow?ms=300'
    const answers = await text(send(port, get(slow) + get(slow) + get(slow, 'Connection: close\r\n')))
    assert.equal(answers.split('HTTP/1.1 200 OK').length - 1, 3)
    assert.ok(performance.now() - started >= 900, 'they were made at the same time')
  })
})

test('a request whose connection is gone when its turn comes is not begun', async () => {
  await serving({}, async server => {
    const socket = send(server.port, get('/slow?ms=1000').repeat(10))
    await until('the first one', async () => (await worker(server)).requestsInFlight === 1)
    socket.destroy()
    await until('the end of the connection', async () => (await worker(server)).openConnections === 0)
    await sleep(2000)
    const { requests, requestsInFlight } = await worker(server)
    assert.deepEqual({ requests, requestsInFlight }, { requests: 1, requestsInFlight: 0 })
  })
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

test('while a request waits for its turn, no more are read', async () => {
  await serving({}, async ({ port }) => {
    const ahead = Buffer.from(get(`/?${'x'.repeat(4000)}`).repeat(10_000))
    const socket = send(port, get('/slow?ms=60000'))
    socket.write(ahead)
    await sleep(2000)
    // The kernel takes some megabytes for a program that does not read.
    assert.ok(
      socket.writableLength > ahead.length / 2,
      `${socket.writableLength} of ${ahead.length} bytes wait`,
    )
    socket.destroy()
  })
})

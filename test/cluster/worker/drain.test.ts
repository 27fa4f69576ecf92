/** How connections end, on a server of Node's own; with the supervisor around it, it is in faults/ and signals.test.ts. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { closeAll, drain } from '../../../src/cluster/worker/drain.ts'
import { exchange, keepAlive, open, request, serveByHand } from './by-hand.ts'

test('an answer that is being made is finished, and its connection ends with it', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const socket = await open(port)
  socket.write(request)
  const response = await nextRequest()
  const drained = drain(connections, { closeIdle: false, keepAlive })
  response.end('here')
  const [answer] = await once(socket, 'data')
  assert.match(answer, /^HTTP\/1\.1 200 .*\r\nConnection: close\r\n.*here/s)
  await drained
})

test('an idle connection stays open in a gentle drain, and its next request is answered', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const socket = await open(port)
  assert.match(await exchange(socket, nextRequest), /\r\nConnection: keep-alive\r\n/)
  const drained = drain(connections, { closeIdle: false, keepAlive })
  assert.match(await exchange(socket, nextRequest), /\r\nConnection: close\r\n.*here/s)
  await drained
})

test('nobody new is accepted', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  await exchange(await open(port), nextRequest)
  drain(connections, { closeIdle: false, keepAlive })
  const [error] = await once(connect(port, '127.0.0.1'), 'error')
  assert.equal(error.code, 'ECONNREFUSED')
})

test('for a server that stops altogether, idle connections end at once', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const socket = await open(port)
  await exchange(socket, nextRequest)
  const ended = once(socket.resume(), 'close')
  await drain(connections, { closeIdle: true, keepAlive })
  await ended
})

test('a gentle drain becomes a quick one when the server stops meanwhile', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  await exchange(await open(port), nextRequest)
  const gentle = drain(connections, { closeIdle: false, keepAlive })
  await drain(connections, { closeIdle: true, keepAlive })
  await gentle
})

test('a client that connects and sends nothing does not hold up a server that stops', async t => {
  const { connections, port } = await serveByHand(t)
  const socket = await open(port)
  const ended = once(socket.resume(), 'close')
  await drain(connections, { closeIdle: true, keepAlive })
  await ended
})

test('what is being answered keeps its connection, even when the idle ones are closed', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const [busy, idle] = [await open(port), await open(port)]
  busy.write(request)
  const response = await nextRequest()
  const ended = once(idle.resume(), 'close')
  const drained = drain(connections, { closeIdle: true, keepAlive })
  await ended
  response.end('here')
  const [answer] = await once(busy, 'data')
  assert.match(answer, /here/)
  await drained
})

/** Waits for the end of a connection, which may be a reset. */
function gone(socket: Socket): Promise<void> {
  return new Promise(resolve => {
    socket
      .resume()
      .on('error', () => {})
      .once('close', () => resolve())
  })
}

test('a client that has sent half a request does not hold up a server that stops, nor those that are answered', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const [busy, half] = [await open(port), await open(port)]
  busy.write(request)
  const response = await nextRequest()
  half.write('GET / HTTP/1.1\r\n')
  const ended = gone(half)
  const drained = drain(connections, { closeIdle: true, keepAlive })
  await ended
  response.end('here')
  const [answer] = await once(busy, 'data')
  assert.match(answer, /here/)
  await drained
})

test('a gentle drain keeps an idle connection for as long as it was promised, two seconds for the way, and no longer', async t => {
  let now = 0
  t.mock.method(performance, 'now', () => now)
  const { connections, port, nextRequest } = await serveByHand(t)
  await exchange(await open(port), nextRequest)
  const drained = drain(connections, { closeIdle: false, keepAlive: 5000 })
  now = 7000
  await sleep(100)
  assert.equal(connections.open.size, 1)
  now = 7001
  await drained
})

test('for a server that stops without waiting, every connection ends', async t => {
  const { connections, port, nextRequest } = await serveByHand(t)
  const [busy, idle] = [await open(port), await open(port)]
  await exchange(idle, nextRequest)
  busy.write(request)
  await nextRequest()
  const ended = [busy, idle].map(gone)
  closeAll(connections)
  await Promise.all(ended)
})

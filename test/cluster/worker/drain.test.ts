/** How connections end, on a server of Node's own; with the supervisor around it, it is in faults/ and signals.test.ts. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { beginAnswer, createConnections, watchServer } from '../../../src/cluster/worker/connections.ts'
import { closeAll, drain } from '../../../src/cluster/worker/drain.ts'

/** Longer than any test takes, so that whatever ends a connection is not the keep-alive time. */
const keepAlive = 600_000

const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'

/** A server whose answers a test gives by hand. */
async function serve(t: TestContext) {
  const connections = createConnections()
  const waiting: ServerResponse[] = []
  const server = createServer({ keepAliveTimeout: keepAlive }, (_request, response) => {
    beginAnswer(connections, response)
    waiting.push(response)
    server.emit('waiting')
  })
  watchServer(connections, server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => closeAll(connections))
  const { port } = server.address() as AddressInfo

  async function nextRequest(): Promise<ServerResponse> {
    if (waiting.length === 0) await once(server, 'waiting')
    return waiting.shift() as ServerResponse
  }

  return { connections, port, nextRequest }
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  await once(socket, 'connect')
  return socket
}

async function exchange(socket: Socket, nextRequest: () => Promise<ServerResponse>): Promise<string> {
  socket.write(request)
  const response = await nextRequest()
  response.end('here')
  const [head] = await once(socket, 'data')
  return head
}

test('an answer that is being made is finished, and its connection ends with it', async t => {
  const { connections, port, nextRequest } = await serve(t)
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
  const { connections, port, nextRequest } = await serve(t)
  const socket = await open(port)
  assert.match(await exchange(socket, nextRequest), /\r\nConnection: keep-alive\r\n/)
  const drained = drain(connections, { closeIdle: false, keepAlive })
  assert.match(await exchange(socket, nextRequest), /\r\nConnection: close\r\n.*here/s)
  await drained
})

test('nobody new is accepted', async t => {
  const { connections, port, nextRequest } = await serve(t)
  await exchange(await open(port), nextRequest)
  drain(connections, { closeIdle: false, keepAlive })
  const [error] = await once(connect(port, '127.0.0.1'), 'error')
  assert.equal(error.code, 'ECONNREFUSED')
})

test('for a server that stops altogether, idle connections end at once', async t => {
  const { connections, port, nextRequest } = await serve(t)
  const socket = await open(port)
  await exchange(socket, nextRequest)
  const ended = once(socket.resume(), 'close')
  await drain(connections, { closeIdle: true, keepAlive })
  await ended
})

test('a gentle drain becomes a quick one when the server stops meanwhile', async t => {
  const { connections, port, nextRequest } = await serve(t)
  await exchange(await open(port), nextRequest)
  const gentle = drain(connections, { closeIdle: false, keepAlive })
  await drain(connections, { closeIdle: true, keepAlive })
  await gentle
})

test('a client that connects and sends nothing does not hold up a server that stops', async t => {
  const { connections, port } = await serve(t)
  const socket = await open(port)
  const ended = once(socket.resume(), 'close')
  await drain(connections, { closeIdle: true, keepAlive })
  await ended
})

test('what is being answered keeps its connection, even when the idle ones are closed', async t => {
  const { connections, port, nextRequest } = await serve(t)
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

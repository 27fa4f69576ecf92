/** A server of Node's own, with the record of its connections that a worker keeps. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { beginAnswer, createConnections, watchServer } from '../../../src/cluster/worker/connections.ts'
import { closeAll } from '../../../src/cluster/worker/drain.ts'
import { oneAtATime } from '../../../src/cluster/worker/pipelining.ts'

/** Longer than any test takes, so that whatever ends a connection is not the keep-alive time. */
export const keepAlive = 600_000

export const request = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'

/** A server whose answers a test gives by hand. */
export async function serveByHand(t: TestContext) {
  const connections = createConnections()
  const waiting: ServerResponse[] = []
  const begin = oneAtATime((_request, response) => {
    beginAnswer(connections, response)
    waiting.push(response)
    server.emit('waiting')
  })
  const server = createServer({ keepAliveTimeout: keepAlive }, begin)
  watchServer(connections, server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    server.close()
    closeAll(connections)
  })
  const { port } = server.address() as AddressInfo

  async function nextRequest(): Promise<ServerResponse> {
    if (waiting.length === 0) await once(server, 'waiting')
    return waiting.shift() as ServerResponse
  }

  return { connections, server, port, nextRequest }
}

export async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  await once(socket, 'connect')
  return socket
}

export async function exchange(socket: Socket, nextRequest: () => Promise<ServerResponse>): Promise<string> {
  socket.write(request)
  const response = await nextRequest()
  response.end('here')
  const [head] = await once(socket, 'data')
  return head
}

import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Counts } from '../messages.ts'
import { hasWaiting } from './pipelining.ts'
import { Present } from './present.ts'

/** The connections and requests of a worker's servers. */
export type Connections = {
  readonly servers: Server[]
  readonly open: Present<Socket>
  /** The answers that are being made. */
  readonly answering: Present<ServerResponse>
  /** Requests since the worker started. */
  requests: number
  /** Connections that are still to be closed after their next answer, so that they reopen elsewhere. */
  toRelease: number
  isDraining: boolean
}

export function createConnections(): Connections {
  return {
    servers: [],
    open: new Present(),
    answering: new Present(),
    requests: 0,
    toRelease: 0,
    isDraining: false,
  }
}

/** Counts the connections of a server from now on, and closes the idle ones when their time is up. */
export function watchServer(connections: Connections, server: Server): void {
  const { servers, open } = connections
  servers.push(server)
  server.on('timeout', socket => expire(connections, socket))
  server.on('connection', (socket: Socket) => {
    const leave = open.add(socket)
    socket.once('close', () => {
      leave()
      // Connections that closed by themselves count as released.
      connections.toRelease = Math.min(connections.toRelease, open.size)
    })
  })
}

/** To be called with every response before the app sees it. Returns how many requests there have been. */
export function beginAnswer(connections: Connections, response: ServerResponse): number {
  const { answering } = connections
  connections.requests += 1
  response.on('close', answering.add(response))
  if (connections.isDraining) endAfter(response)
  else if (connections.toRelease > 0 && response.shouldKeepAlive) {
    endAfter(response)
    if (!response.shouldKeepAlive) connections.toRelease -= 1
  }
  return connections.requests
}

/** Closes the connection after this answer, unless other requests wait on it. */
export function endAfter(response: ServerResponse): void {
  if (!hasWaiting(response.req.socket)) response.shouldKeepAlive = false
}

/** The answer that is being made on a connection, if there is one. */
export function answerOn({ answering }: Connections, socket: Socket): ServerResponse | undefined {
  return answering.items().find(response => response.socket === socket)
}

export function countConnections({ requests, open, answering }: Connections): Omit<Counts, 'refused'> {
  return { requests, open: open.size, inFlight: answering.size }
}

/**
 * Drops a connection whose time is up. Node does so by itself, but at once: where the event loop was held up for longer than
 * that time, a request may have come that is still unread. So what has come is read first.
 */
function expire(connections: Connections, socket: Socket): void {
  const response = answerOn(connections, socket)
  if (response?.listenerCount('timeout') || response?.req.listenerCount('timeout')) return
  const { bytesRead } = socket
  setImmediate(() => {
    if (socket.bytesRead === bytesRead) socket.destroy()
  })
}

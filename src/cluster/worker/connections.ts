import type { Server, ServerResponse } from 'node:http'
import net, { type Socket } from 'node:net'
import { setImmediate as afterReading, setTimeout as sleep } from 'node:timers/promises'
import { hasWaiting } from './pipelining.ts'

/** Milliseconds that Node keeps an idle connection beyond the time it advertises, and a second for the check to come round. */
const keepAliveMargin = 2000

/** Milliseconds that a client which has just connected gets to send its request, once the server is told to stop. */
const lastCall = 1000

/**
 * Counts the connections and requests of a worker's servers, and ends them without losing one.
 *
 * A connection ends safely only with an answer that says `Connection: close`, or after the keep-alive time that was
 * advertised: closing an idle one earlier, as `server.close()` does, can cross the client's next request on the way.
 */
export function watchConnections(keepAlive: number) {
  const servers: Server[] = []
  const open = new Set<Socket>()
  const answering = new Set<ServerResponse>()
  let requests = 0
  let toRelease = 0
  let draining = false

  function add(server: Server): void {
    servers.push(server)
    server.on('timeout', expire)
    server.on('connection', (socket: Socket) => {
      open.add(socket)
      socket.once('close', () => closed(socket))
    })
  }

  function closed(socket: Socket): void {
    open.delete(socket)
    // Those that went by themselves need not be let go of; the next ones to come would be, for nothing.
    toRelease = Math.min(toRelease, open.size)
  }

  /** The answer that is being made on a connection, if there is one. */
  function current(socket: Socket): ServerResponse | undefined {
    return [...answering].find(response => response.socket === socket)
  }

  /**
   * Drops a connection whose time is up, as Node does by itself, but not before what has come over it is read: where the
   * event loop was held up for longer than that time, there may be a request.
   */
  function expire(socket: Socket): void {
    const response = current(socket)
    if (response?.listenerCount('timeout') || response?.req.listenerCount('timeout')) return
    const { bytesRead } = socket
    setImmediate(() => {
      if (socket.bytesRead === bytesRead) socket.destroy()
    })
  }

  /** To be called with every response before the app sees it. Returns how many there have been. */
  function begin(response: ServerResponse): number {
    requests += 1
    answering.add(response)
    response.on('close', finished)
    if (draining) endAfter(response)
    else if (toRelease > 0 && response.shouldKeepAlive) {
      endAfter(response)
      if (!response.shouldKeepAlive) toRelease -= 1
    }
    return requests
  }

  /** Has an answer end its connection, unless it is not the last one to be made there. */
  function endAfter(response: ServerResponse): void {
    if (!hasWaiting(response.req.socket)) response.shouldKeepAlive = false
  }

  function finished(this: ServerResponse): void {
    answering.delete(this)
  }

  /** http.Server's own close() would close idle connections too. */
  function stopAccepting(): void {
    for (const server of servers) net.Server.prototype.close.call(server)
  }

  /**
   * Stops accepting, and resolves when no connection is open. `closeIdle` ends idle ones at once, for a server that stops
   * altogether; it may be asked for while a gentler drain is under way.
   */
  async function drain({ closeIdle }: { closeIdle: boolean }): Promise<void> {
    draining = true
    for (const response of answering) endAfter(response)
    stopAccepting()

    const idleUntil = performance.now() + (closeIdle ? lastCall : keepAlive + keepAliveMargin)
    while (open.size > 0) {
      // What has come meanwhile is read before the loop gets here, even if something held it up.
      await afterReading()
      if (closeIdle) for (const server of servers) server.closeIdleConnections()
      if (performance.now() > idleUntil) closeAllBut(new Set([...answering].map(response => response.socket)))
      await sleep(20)
    }
  }

  function closeAllBut(busy: Set<Socket | null>): void {
    for (const socket of open) if (!busy.has(socket)) socket.destroy()
  }

  return {
    answering: answering as ReadonlySet<ServerResponse>,
    current,
    add,
    begin,
    stopAccepting,
    drain,
    /** Lets go of so many connections with their next answers, so that they are made anew, perhaps to a less busy worker. */
    release(connections: number): void {
      toRelease = connections
    },
    closeAll(): void {
      closeAllBut(new Set())
    },
    count: () => ({ requests, open: open.size, inFlight: answering.size }),
  }
}

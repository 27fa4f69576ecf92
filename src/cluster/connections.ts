import type { Server, ServerResponse } from 'node:http'
import net, { type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type Connections = ReturnType<typeof watchConnections>

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
    server.on('connection', (socket: Socket) => {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
    })
  }

  /** To be called with every response before the app sees it. Returns how many there have been. */
  function begin(response: ServerResponse): number {
    requests += 1
    answering.add(response)
    response.once('close', finished)
    if (draining) response.shouldKeepAlive = false
    else if (toRelease > 0 && response.shouldKeepAlive) {
      toRelease -= 1
      response.shouldKeepAlive = false
    }
    return requests
  }

  function finished(this: ServerResponse): void {
    answering.delete(this)
  }

  /**
   * Stops accepting, and resolves when no connection is open. `closeIdle` ends idle ones at once, for a server that stops
   * altogether; it may be asked for while a gentler drain is under way.
   */
  async function drain({ closeIdle }: { closeIdle: boolean }): Promise<void> {
    draining = true
    for (const response of answering) response.shouldKeepAlive = false
    // http.Server's own close() would close idle connections too.
    for (const server of servers) net.Server.prototype.close.call(server)

    const idleUntil = performance.now() + (closeIdle ? lastCall : keepAlive + keepAliveMargin)
    while (open.size > 0) {
      if (closeIdle) for (const server of servers) server.closeIdleConnections()
      if (performance.now() > idleUntil) closeAllBut(new Set([...answering].map(response => response.socket)))
      await sleep(20)
    }
  }

  function closeAllBut(busy: Set<Socket | null>): void {
    for (const socket of open) if (!busy.has(socket)) socket.destroy()
  }

  return {
    add,
    begin,
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

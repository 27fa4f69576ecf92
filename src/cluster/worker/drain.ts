/**
 * How a worker lets go of its connections without losing a request.
 *
 * A connection ends safely only with an answer that says `Connection: close`, or after the keep-alive time that was
 * advertised: closing an idle one earlier, as `server.close()` does, can cross the client's next request on the way.
 */
import net from 'node:net'
import { setImmediate as afterReading, setTimeout as sleep } from 'node:timers/promises'
import { type Connections, endAfter } from './connections.ts'

/** Milliseconds that Node keeps an idle connection beyond the time it advertises, and a second for the check to come round. */
const keepAliveMargin = 2000

/** Milliseconds that a client which has just connected gets to send its request, once the server is told to stop. */
const firstRequestTimeout = 1000

export type DrainOptions = {
  /** Ends idle connections at once, for a server that stops altogether. */
  closeIdle: boolean
  /** Milliseconds for which an idle connection was promised to be kept. */
  keepAlive: number
}

/**
 * Stops accepting, answers what has come in, and resolves when no connection is open. A quicker drain (`closeIdle`) may be
 * asked for while a gentle one is under way.
 */
export async function drain(connections: Connections, { closeIdle, keepAlive }: DrainOptions): Promise<void> {
  const { servers, open, answering } = connections
  connections.isDraining = true
  for (const response of answering.items()) endAfter(response)
  stopAccepting(connections)

  const idleUntil = performance.now() + (closeIdle ? firstRequestTimeout : keepAlive + keepAliveMargin)
  while (open.size > 0) {
    // What has come meanwhile is read before the loop gets here, even if something held it up.
    await afterReading()
    if (closeIdle) for (const server of servers) server.closeIdleConnections()
    if (performance.now() > idleUntil) closeAllIdle(connections)
    await sleep(20)
  }
}

/** http.Server's own close() would close idle connections too. */
export function stopAccepting({ servers }: Connections): void {
  for (const server of servers) net.Server.prototype.close.call(server)
}

/** Drops every connection, whatever is being answered on it. */
export function closeAll({ open }: Connections): void {
  for (const socket of open.items()) socket.destroy()
}

function closeAllIdle({ open, answering }: Connections): void {
  const busy = new Set(answering.items().map(response => response.socket))
  for (const socket of open.items()) if (!busy.has(socket)) socket.destroy()
}

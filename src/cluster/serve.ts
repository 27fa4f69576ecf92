import { createServer, type Server } from 'node:http'
import { log } from '../log.ts'
import { formatAddress } from './address.ts'
import { startBeats } from './beats.ts'
import { watchConnections } from './connections.ts'
import { listenOn } from './listen.ts'
import { loadApp } from './load-app.ts'
import { tell, type WorkerSettings } from './messages.ts'
import { refuseOversized } from './request-limits.ts'

/** A worker that serves. */
export type Service = {
  urls: string[]
  release(connections: number): void
  /** Stops accepting, answers what has come in, and resolves when the app is closed too. */
  drain(how: { closeIdle: boolean }): Promise<void>
  /** Drops every connection, and resolves when the app is closed. */
  quit(): Promise<void>
}

/**
 * Loads the app and serves it on the supervisor's sockets, one HTTP server for each.
 *
 * @throws {Failure} If the app does not load, or a socket cannot be listened on.
 */
export async function serve(settings: WorkerSettings, handles: unknown[]): Promise<Service> {
  const app = await loadApp(settings.app)
  const connections = watchConnections(settings.keepAlive)
  const lastRequest = settings.maxRequests + Math.floor(Math.random() * (settings.maxRequestsJitter + 1))

  function createHttpServer(): Server {
    const server = createServer({ ...httpOptions(settings), ...app.serverOptions }, (request, response) => {
      const served = connections.begin(response)
      if (settings.maxRequests > 0 && served === lastRequest) tell({ type: 'retire', reason: 'max-requests' })
      if (!refuseOversized(request, response, settings)) app.handler(request, response)
    })
    // One more than allowed, because Node drops what is over its own limit without a word.
    server.maxHeadersCount = settings.limitRequestFields + 1
    // Node takes 0 to mean that idle connections are kept for ever; here it means that none is kept.
    if (settings.keepAlive === 0) server.maxRequestsPerSocket = 1
    connections.add(server)
    return server
  }

  const urls = await Promise.all(
    settings.addresses.map(async (address, index) => {
      const server = createHttpServer()
      await listenOn(server, address, handles[index], settings.backlog)
      const bound = server.address()
      return formatAddress(
        typeof bound === 'object' && bound && 'host' in address ? { ...address, port: bound.port } : address,
      )
    }),
  )
  const beats = startBeats(connections, settings.maxWorkerMemory)

  let closed: Promise<void> | undefined
  function close(): Promise<void> {
    closed ??= app
      .close()
      .catch(error => log.error({ err: error }, 'The close function of the app failed'))
      .then(beats.stop)
    return closed
  }

  return {
    urls,
    release: connections.release,
    async drain(how) {
      await connections.drain(how)
      await close()
    },
    async quit() {
      connections.closeAll()
      await close()
    },
  }
}

/** Node checks its two timeouts only every 30 s unless told otherwise. */
function httpOptions(settings: WorkerSettings) {
  return {
    keepAliveTimeout: settings.keepAlive,
    headersTimeout: settings.headersTimeout,
    requestTimeout: settings.requestTimeout,
    maxHeaderSize: settings.limitRequestFieldSize,
    connectionsCheckingInterval: 1000,
  }
}

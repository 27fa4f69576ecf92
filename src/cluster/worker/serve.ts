import cluster from 'node:cluster'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { log } from '../../log.ts'
import { formatAddress } from '../address.ts'
import { listenOn, type SocketHandle } from '../listen.ts'
import { loadApp } from '../load-app.ts'
import { type Capacity, heartbeatInterval, tell, type WorkerSettings } from '../messages.ts'
import { countOpenFiles, mostConnections, openFilesLimit } from '../open-files.ts'
import { answerClientErrors } from './client-errors.ts'
import { beginAnswer, countConnections, createConnections, watchServer } from './connections.ts'
import { crossOriginHeaders } from './cross-origin.ts'
import { closeAll, drain, stopAccepting } from './drain.ts'
import { startHeartbeat } from './heartbeat.ts'
import { refuseMalformed } from './malformed.ts'
import { watchEventLoop } from './overload.ts'
import { oneAtATime } from './pipelining.ts'
import { refuse } from './refuse.ts'
import { refuseOversized } from './request-limits.ts'
import { keepRoom } from './room.ts'
import { shareCalls } from './share-calls.ts'
import { dropStalledReaders } from './stalled-readers.ts'

/** A socket for each address, in their order; undefined where the worker is to listen by address. */
export type Handles = (SocketHandle | undefined)[]

/** A worker that serves. */
export type Service = {
  urls: string[]
  /** Undefined where the system does not tell the limit of open files. */
  capacity: Capacity | undefined
  /** Why the app says that it cannot answer now, or undefined if it can; not there if the app has no `ready`. */
  whyNotReady: (() => Promise<string | undefined>) | undefined
  /** Closes so many connections after their next answers, so that they reopen, perhaps at a less busy worker. */
  release(connections: number): void
  /** Listens on the same sockets once more, and so goes to the end of the queue of those that do; if there is room. */
  listenAnew(handles: Handles): Promise<void>
  /** Stops accepting, answers what has come in, and resolves when the app is closed too. */
  drain(how: { closeIdle: boolean }): Promise<void>
  /** Drops every connection, and resolves when the app is closed. */
  quit(): Promise<void>
}

/**
 * Loads the app and serves it on the supervisor's sockets, one HTTP server for each.
 *
 * @throws {Failure} if the app does not load, or a socket cannot be listened on
 */
export async function serve(settings: WorkerSettings, handles: Handles): Promise<Service> {
  const app = await loadApp(settings.app)
  const connections = createConnections()
  const capacity = capacityNow()
  const room = keepRoom(connections, capacity)
  const eventLoop = watchEventLoop(settings.maxLoopDelay)
  dropStalledReaders(connections.answering, settings.sendTimeout)
  const lastRequest = settings.maxRequests + Math.floor(Math.random() * (settings.maxRequestsJitter + 1))

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const served = beginAnswer(connections, response)
    if (settings.servedBy)
      response.setHeader('X-Served-By', `worker ${cluster.worker?.id} (pid ${process.pid})`)
    // Node drops what else has come with a request for an upgrade that nobody takes up.
    if (request.headers.upgrade !== undefined) response.shouldKeepAlive = false
    if (settings.maxRequests > 0 && served === lastRequest) tell({ type: 'retire', reason: 'max-requests' })
    const refusal = eventLoop.refuseIfLate() ?? refuseMalformed(request) ?? refuseOversized(request, settings)
    if (refusal) refuse(response, refusal, crossOriginHeaders(app.corsOrigins, request.headers.origin))
    else app.handler(request, response)
  }

  function createHttpServer(): Server {
    const server = createServer({ ...httpOptions(settings), ...app.serverOptions }, oneAtATime(answer))
    // One more than allowed, because Node drops what is over its own limit without a word.
    server.maxHeadersCount = settings.limitRequestFields + 1
    // Node takes 0 to mean that idle connections are kept for ever; here it means that none is kept.
    if (settings.keepAlive === 0) server.maxRequestsPerSocket = 1
    answerClientErrors(server, connections, app.corsOrigins)
    watchServer(connections, server)
    room.watch(server)
    server.on('connection', eventLoop.noteConnection)
    return server
  }

  const servers = settings.addresses.map(address => ({ address, server: createHttpServer() }))

  async function listen(handles: Handles): Promise<void> {
    await Promise.all(
      servers.map(({ address, server }, index) =>
        listenOn(server, address, handles[index], settings.backlog),
      ),
    )
  }

  await listen(handles)
  const urls = servers.map(({ address, server }) => {
    const bound = server.address()
    return formatAddress(
      typeof bound === 'object' && bound && 'host' in address ? { ...address, port: bound.port } : address,
    )
  })
  const count = (noFileIsLeft: boolean) => ({
    ...countConnections(connections),
    refused: eventLoop.refused(),
    isFull: room.beat(noFileIsLeft),
  })
  const heartbeat = startHeartbeat(count, settings.maxWorkerMemory)

  let closed: Promise<void> | undefined
  function close(): Promise<void> {
    closed ??= app
      .close()
      .catch(error => log.error({ err: error }, 'The close function of the app failed'))
      .then(heartbeat.stop)
    return closed
  }

  return {
    urls,
    capacity,
    whyNotReady: app.ready && shareCalls(app.ready),
    release(count) {
      connections.toRelease = count
    },
    async listenAnew(handles) {
      stopAccepting(connections)
      if (!room.enter()) {
        for (const handle of handles) handle?.close()
        return
      }
      await listen(handles).catch(error => {
        log.error({ err: error }, 'Cannot listen anew')
        room.leave()
      })
    },
    async drain({ closeIdle }) {
      await drain(connections, { closeIdle, keepAlive: settings.keepAlive })
      await close()
    },
    async quit() {
      closeAll(connections)
      await close()
    },
  }
}

/** What this process can take, with the app loaded and no connection open yet. */
function capacityNow(): Capacity | undefined {
  const openFiles = openFilesLimit()
  return openFiles === undefined
    ? undefined
    : { openFiles, connections: mostConnections(openFiles, countOpenFiles()) }
}

/**
 * Node checks its two timeouts only every 30 s unless told otherwise, and begins anew whenever a server listens, which
 * `balance` may have it do each 500 ms.
 */
function httpOptions(settings: WorkerSettings) {
  return {
    keepAliveTimeout: settings.keepAlive,
    headersTimeout: settings.headersTimeout,
    requestTimeout: settings.requestTimeout,
    maxHeaderSize: settings.limitRequestFieldSize,
    connectionsCheckingInterval: heartbeatInterval,
  }
}

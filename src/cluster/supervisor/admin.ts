import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { printable } from '../../printable.ts'
import { type Address, formatAddress, isLocal } from '../address.ts'
import { bindSocket, listenOn, socketModes } from '../listen.ts'
import { isAllowedHost } from './admin/allowed-host.ts'
import { answer } from './admin/answer.ts'
import { createTroubleNotes } from './admin/note-trouble.ts'
import { adminPages, named } from './admin/pages.ts'
import { createSamples } from './admin/samples.ts'
import { createWatchers } from './admin/watchers.ts'
import { log } from './journal.ts'
import type { Supervisor } from './supervisor.ts'

/** More than a class and its probes keep open. Whoever opens still more must not take the descriptors that workers start with. */
const mostConnections = 128

/** Milliseconds between two samples of what the page shows. */
const sampleInterval = 1000

/**
 * Answers what an orchestrator, a load balancer and Prometheus ask, and shows people a page, from the supervisor: it answers
 * while every worker is busy or stuck.
 *
 * A Unix socket is its owner's alone: it has no password.
 *
 * @param names by which it may be called, besides its address and localhost; lower case
 * @throws {Failure} if the address cannot be listened on
 */
export async function startAdmin(
  address: Address,
  names: readonly string[],
  supervisor: Pick<Supervisor, 'fleet' | 'metrics' | 'questions'>,
): Promise<Server> {
  const samples = createSamples(supervisor)
  const watchers = createWatchers(supervisor, samples)
  const noteTrouble = createTroubleNotes()
  setInterval(() => {
    const sample = samples.take()
    noteTrouble(sample)
    watchers.tell(sample)
  }, sampleInterval)
  const pages = adminPages(supervisor, watchers)
  const allowed = 'host' in address ? [address.host.toLowerCase(), ...names] : names

  const server = createServer(async (request, response) => {
    const page = pages.get(request.url?.split('?', 1)[0] ?? '')
    if (!isAllowedHost(request.headers.host, request.socket.localAddress, allowed))
      return refuseHost(request, response)
    if (!page) return answer(response, 404, 'text/plain', `Here are ${named.join(' ')}\n`)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(response.setHeader('allow', 'GET, HEAD'), 405, 'text/plain', 'GET only\n')
    try {
      await page(response)
    } catch (error) {
      log.error({ err: error }, 'The admin port could not answer')
      answer(response, 500, 'text/plain', 'see the log\n')
    }
  })
  server.maxConnections = mostConnections
  await listenOn(server, address, await bindSocket(address, socketModes.owner), 128)

  const bound = server.address()
  const port = typeof bound === 'object' ? bound?.port : undefined
  log.info(`Admin at: ${formatAddress('host' in address && port ? { ...address, port } : address)}`)
  if (!isLocal(address)) log.warn('The admin port has no password, and other machines can reach its address')
  return server
}

function refuseHost({ headers: { host = '' } }: IncomingMessage, response: ServerResponse): void {
  const name = printable(host)
  answer(
    response,
    403,
    'text/plain',
    `The admin port is not called ${name}: ask it by its address or as localhost, or start the server with --admin-host NAME\n`,
  )
}

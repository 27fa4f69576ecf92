import { createServer, type Server, type ServerResponse } from 'node:http'
import { log } from '../../log.ts'
import { type Address, formatAddress, isLocal } from '../address.ts'
import { bindSocket, listenOn } from '../listen.ts'
import { whyNotReady, whyNotServing } from './readiness.ts'
import { describe } from './status.ts'
import type { Supervisor } from './supervisor.ts'

/** More than probes keep open. Whoever opens still more must not take the descriptors that the workers are started with. */
const mostConnections = 64

/**
 * Answers what an orchestrator, a load balancer and Prometheus ask, from the supervisor: it answers while every worker is
 * busy or stuck.
 *
 * @throws {Failure} if the address cannot be listened on
 */
export async function startAdmin(
  address: Address,
  supervisor: Pick<Supervisor, 'fleet' | 'metrics' | 'questions'>,
): Promise<Server> {
  const { fleet, metrics } = supervisor
  const pages: Record<string, (response: ServerResponse) => Promise<void> | void> = {
    '/live': response => answer(response, 200, 'text/plain', 'live\n'),
    '/serving': response => answerWhyNot(response, 'serving', whyNotServing(fleet)),
    '/ready': async response => answerWhyNot(response, 'ready', await whyNotReady(supervisor)),
    '/status': async response => {
      const isReady = (await whyNotReady(supervisor)) === undefined
      const status = describe(fleet, isReady, performance.now())
      answer(response, 200, 'application/json', `${JSON.stringify(status, null, 2)}\n`)
    },
    '/metrics': async response =>
      answer(response, 200, 'text/plain; version=0.0.4', await metrics.render(fleet, performance.now())),
  }

  const server = createServer(async ({ method, url = '' }, response) => {
    const page = pages[url.split('?', 1)[0] ?? '']
    if (!page) return answer(response, 404, 'text/plain', `Here are ${Object.keys(pages).join(' ')}\n`)
    if (method !== 'GET' && method !== 'HEAD')
      return answer(response, 405, 'text/plain', 'GET only\n', { allow: 'GET, HEAD' })
    try {
      await page(response)
    } catch (error) {
      log.error({ err: error }, 'The admin port could not answer')
      answer(response, 500, 'text/plain', 'see the log\n')
    }
  })
  server.maxConnections = mostConnections
  await listenOn(server, address, await bindSocket(address), 128)

  const bound = server.address()
  const port = typeof bound === 'object' ? bound?.port : undefined
  log.info(`Admin at: ${formatAddress('host' in address && port ? { ...address, port } : address)}`)
  if (!isLocal(address)) log.warn('The admin port has no password, and other machines can reach its address')
  return server
}

function answerWhyNot(response: ServerResponse, what: string, whyNot: string | undefined): void {
  if (whyNot === undefined) answer(response, 200, 'text/plain', `${what}\n`)
  else answer(response, 503, 'text/plain', `not ${what}: ${whyNot}\n`)
}

function answer(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response
    .writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...headers })
    .end(body)
}

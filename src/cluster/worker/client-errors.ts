import { type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { CorsOrigins } from '../cors-origins.ts'
import { answerOn, type Connections } from './connections.ts'
import { crossOriginHeaders, originIn } from './cross-origin.ts'
import { isProxyProtocol } from './proxy-protocol.ts'
import { problemOf, type Refusal } from './refuse.ts'

/** What Node's parser and its timeouts find wrong, by the code of the error; all else is a 400. */
const refusals: Record<string, Refusal> = {
  HPE_HEADER_OVERFLOW: { status: 431, detail: 'The header is larger than this server takes.' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    detail: 'The chunk extensions are longer than this server takes.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request took too long to arrive.' },
}
const notHttp: Refusal = { status: 400, detail: 'This is not a request of HTTP/1.1 (RFC 9112).' }
const proxyProtocol: Refusal = {
  status: 400,
  detail:
    'This connection begins with the PROXY protocol, which this server does not read. Switch the PROXY protocol off in the load ' +
    'balancer in front; one that speaks HTTP can say who calls in X-Forwarded-For.',
}

/** What Node gives: its own errors have a code, those of the parser also the bytes that it stopped at. */
type ClientError = NodeJS.ErrnoException & { rawPacket?: Buffer }

/**
 * Answers what is not HTTP, or comes too slowly, and ends its connection.
 *
 * Node would do so at once: a client whose next request is broken would take that for the answer to the one before, and
 * never get the right one. So the answers to whole requests go out first.
 *
 * @param corsOrigins whose pages may read the answer
 */
export function answerClientErrors(server: Server, connections: Connections, corsOrigins: CorsOrigins): void {
  const current = (socket: Socket) => answerOn(connections, socket)
  const ending = new WeakSet<Socket>()

  server.on('clientError', async (error: ClientError, socket: Socket) => {
    if (ending.has(socket)) return
    ending.add(socket)
    // By the time that an answer is closed, the next request of its connection is being answered.
    for (let whole = current(socket); whole?.req.complete; whole = current(socket)) await closed(whole)
    const begun = current(socket)
    const origin = begun?.req.headers.origin ?? (error.rawPacket && originIn(error.rawPacket))
    // Half an answer is out: only a cut connection still tells the client that the rest will not come.
    if (socket.writable && !begun?.headersSent)
      socket.write(answerTo(error, crossOriginHeaders(corsOrigins, origin)))
    socket.destroySoon()
  })
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise(resolve => response.once('close', resolve))
}

function answerTo({ code = '', rawPacket }: ClientError, besides: Record<string, string>): string {
  const isProxied = rawPacket !== undefined && isProxyProtocol(rawPacket)
  const refusal = refusals[code] ?? (isProxied ? proxyProtocol : notHttp)
  const { headers, body } = problemOf(refusal)
  const lines = Object.entries({ Connection: 'close', ...headers, ...besides }).map(field => field.join(': '))
  return [`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`, ...lines, '', body].join('\r\n')
}

import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

export type Answer = { status: number; headers: Headers; body: string }

/** Serves `app` on a free port of the loopback interface. */
export async function serve(app: RequestListener) {
  const server = createServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  async function close(): Promise<void> {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  /** Shows the next request's response to `look`. */
  function onRequest(look: (res: ServerResponse) => void): void {
    server.once('request', (_req, res) => look(res))
  }
  return { port, onRequest, origin: `http://127.0.0.1:${port}`, close }
}

/** A request, byte for byte as given; no client library would send most of them. */
export function requestBytes(
  method: string,
  target: string,
  headers: Record<string, string> = {},
  body: string | Uint8Array = '',
): Buffer {
  const lines = Object.entries({ Host: 'localhost', Connection: 'close', ...headers })
  const head = [`${method} ${target} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)])
}

/** A POST of a body that is said to be JSON. */
export function jsonBytes(
  target: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Buffer {
  const length = String(Buffer.byteLength(body))
  return requestBytes(
    'POST',
    target,
    { 'Content-Type': 'application/json', 'Content-Length': length, ...headers },
    body,
  )
}

/**
 * Sends bytes and reads until the server closes the connection.
 * @throws {Error} if it has not after 20 s.
 */
export async function exchange(port: number, bytes: Uint8Array): Promise<Answer> {
  const socket = connect(port, '127.0.0.1')
  socket.setTimeout(20_000, () => socket.destroy(new Error('The server neither answered nor closed')))
  socket.write(bytes)
  const chunks: Buffer[] = []
  for await (const chunk of socket) chunks.push(chunk)
  return parseAnswer(Buffer.concat(chunks).toString())
}

function parseAnswer(text: string): Answer {
  const end = text.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Headers(lines.map(line => line.split(/: (.*)/s).slice(0, 2) as [string, string]))
  return { status: Number(statusLine.split(' ')[1]), headers, body: text.slice(end + 4) }
}

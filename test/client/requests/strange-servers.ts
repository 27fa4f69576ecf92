import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { createCertificate } from '../certificate.ts'
import { listen } from '../servers.ts'

/** Serves HTTPS under the name `localhost`, with a certificate that nobody vouches for. */
export async function serveTls(t: TestContext, lastDay?: Date): Promise<{ url: string; cert: string }> {
  const { key, cert } = createCertificate('localhost', lastDay)
  const port = await listen(
    t,
    createTlsServer({ key, cert }, (_req, res) => res.end('secret')),
  )
  return { url: `https://localhost:${port}`, cert }
}

/** Serves TCP, and does to a connection what the test says; the base URL is `http://127.0.0.1:PORT`. */
export async function serveTcp(t: TestContext, onConnection: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = []
  const server = createTcpServer(socket => {
    sockets.push(socket)
    socket.on('error', () => {}) // it is normal that the client breaks a connection off
    onConnection(socket)
  })
  t.after(() => {
    for (const socket of sockets) socket.destroy()
  })
  return `http://127.0.0.1:${await listen(t, server)}`
}

/** Answers the first request of a connection with these very bytes, and then closes it. */
export function serveBytes(t: TestContext, answer: string | Buffer): Promise<string> {
  return serveTcp(t, socket => socket.once('data', () => socket.end(answer)))
}

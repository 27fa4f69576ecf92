import { type IncomingMessage, request } from 'node:http'

/** A request that offers to keep the connection. */
export function getKeepAlive(port: number, path = '/', headers: Record<string, string> = {}) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    request({ port, path, agent: false, headers: { connection: 'keep-alive', ...headers } }, response => {
      response.resume().on('end', () => resolve(response))
      response.socket.unref()
    })
      .on('error', reject)
      .end()
  })
}

import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'

/** A request as it arrived. */
export interface Seen {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: string
}

/** Listens on a free port of 127.0.0.1 until the test is over, and returns the port. */
export async function listen(
  t: TestContext,
  server: Server & { closeAllConnections?: () => void },
): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections?.()
  })
  return (server.address() as AddressInfo).port
}

/** Serves HTTP until the test is over, and returns the base URL. */
export async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(t, createServer(listener))}`
}

/** Answers every request with what it was, as JSON: see `Seen`. */
export function serveEcho(t: TestContext): Promise<string> {
  return serve(t, async (request, response) => {
    const { method, url, headers } = request
    const body = await text(request)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method, url, headers, body }))
  })
}

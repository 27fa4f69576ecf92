import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { serve } from './servers.ts'

export type Route = (request: IncomingMessage, response: ServerResponse, body: string) => unknown

/** Serves routes such as `GET /name`, or `GET /hello/*` for any last part; what a route returns is sent as JSON. Other paths are 404. */
export function serveRoutes(t: TestContext, routes: Record<string, Route>): Promise<string> {
  return serve(t, async (request, response) => {
    const route =
      routes[`${request.method} ${request.url}`] ?? routes[`${request.method} ${wild(request.url)}`]
    const body = await text(request)
    if (route === undefined) return response.writeHead(404, 'NOT FOUND').end('<title>404 Not Found</title>')
    const value = route(request, response, body)
    if (value !== undefined) sendJson(response, value)
  })
}

function wild(url = ''): string {
  return url.replace(/[^/]*$/, '*')
}

/** The lecture's mini-project as it should be, with some routes replaced. */
export function serveLecture(t: TestContext, routes: Record<string, Route> = {}): Promise<string> {
  return serveRoutes(t, { ...lectureRoutes, ...routes })
}

const lectureRoutes: Record<string, Route> = {
  'GET /name': () => ({ name: 'Ada Lovelace' }),
  'GET /hello/*': ({ url = '' }) => ({ message: `Hello there, ${decodeURIComponent(url.slice(7))}` }),
  'POST /distance': (_request, _response, body) => {
    const { a, b } = JSON.parse(body)
    return { distance: Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2), a, b }
  },
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json')
  response.end(`${JSON.stringify(value)}\n`)
}

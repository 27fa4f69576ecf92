import type { TestContext } from 'node:test'
import { type Route, serveLecture } from '../../lecture-server.ts'
import { answer } from '../../run-lecture.ts'

/** Starts a server that is wrong in one way, and gives its host. */
export type Start = (t: TestContext) => Promise<string>

/** What is wrong with a server, the endpoint that shows it, its cell there, and what the note must say. */
export type Kind = [kind: string, start: Start, endpoint: string, cell: string, note: RegExp]

export const html = { 'content-type': 'text/html; charset=utf-8' }
export const json = { 'content-type': 'application/json' }

/** The lecture's server, with other routes in the place of its own. */
export const withRoutes =
  (routes: Record<string, Route>): Start =>
  t =>
    serveLecture(t, routes)

/** The same, with one body for a route. */
export const raw = (route: string, body: string, headers = json): Start =>
  withRoutes({ [route]: answer(200, headers, body) })

/** The same, with this as the answer to GET /name. */
export const name = (value: unknown): Start => withRoutes({ 'GET /name': () => value })

export type Points = { a: [number, number]; b: [number, number] }

/** The same, with a POST /distance that computes; what is a text is sent as it is. */
export const distance = (compute: (points: Points) => unknown): Start =>
  withRoutes({
    'POST /distance': (_request, response, body) => {
      const result = compute(JSON.parse(body))
      if (typeof result !== 'string') return result
      response.writeHead(200, json).end(result)
    },
  })

export function between({ a, b }: Points): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
}

/** A note that begins with the endpoint and what was sent for the first of the two distances. */
export function firstSays(words: string): RegExp {
  return new RegExp(String.raw`^POST /distance, sent \{"a":\[2,4\],"b":\[5,6\]\}: ${words}`)
}

/** The same for the second one. */
export function secondSays(words: string): RegExp {
  return new RegExp(String.raw`^POST /distance, sent \{"a":\[1\.25,2\.5\],"b":\[-3\.25,-3\.5\]\}: ${words}`)
}

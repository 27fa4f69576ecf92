/** What the soak's clients send: each example of the API, and what no API takes. */
import { endpointOf } from '../../src/http/endpoint.ts'
import type { Example, Route, Routes } from '../../src/http/route.ts'
import { routes } from '../../src/routes.ts'
import type { Call } from '../cluster/faults/load.ts'

type Sent = Omit<Call, 'port'>

const json = { 'content-type': 'application/json' }

export const valid: readonly Sent[] = Object.values<Route>(routes satisfies Routes).flatMap(route =>
  route.examples.map(example => callOf(route, example)),
)

export const withBody: readonly Sent[] = valid.filter(({ body }) => body !== undefined)

export const invalid: readonly Sent[] = [
  { path: '/there/is/no/such/path', expected: 404 },
  { path: '/%E0%A4%A', expected: 400 },
  { path: `/${'long'.repeat(2000)}`, expected: 414 },
  ...withBody.flatMap(call => [
    { ...call, body: '{"broken', expected: 400 },
    { ...call, headers: { 'content-type': 'text/plain' }, expected: 415 },
  ]),
]

function callOf(route: Route, { params = {}, query = {}, body }: Example): Sent {
  const { method, path } = endpointOf(route)
  const filled = path.replace(/:(\w+)/g, (_, name) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) search.append(name, String(value))
  return {
    method,
    path: search.size === 0 ? filled : `${filled}?${search}`,
    expected: route.status ?? 200,
    ...(body !== undefined && { headers: json, body: JSON.stringify(body) }),
  }
}

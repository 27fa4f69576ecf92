import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Endpoint } from '../../src/http/endpoint.ts'
import { nearestEndpoint } from '../../src/http/nearest-endpoint.ts'
import type { Route } from '../../src/http/route.ts'
import { answersNothing } from './app-of.ts'
import { routes as lecture } from './lecture.ts'

/** A table of nothing but endpoints. */
const tableOf = (...endpoints: Endpoint[]): Route[] =>
  endpoints.map(endpoint => ({ endpoint, ...answersNothing, handler: () => ({}) }))

const nearest = nearestEndpoint([
  ...tableOf('GET /api/status/:id', 'PUT /names', 'GET /:kind/:id'),
  ...Object.values(lecture),
])

/** Calls, and the endpoint that each was meant for. */
const rows: Record<string, [method: string, path: string, endpoint: string | undefined]> = {
  'a letter is missing': ['GET', '/helo/Ada', 'GET /hello/:name'],
  'two letters are swapped': ['POST', '/distnace', 'POST /distance'],
  'a capital is wrong': ['GET', '/Hello/Ada', 'GET /hello/:name'],
  'the parameter is missing': ['GET', '/hello', 'GET /hello/:name'],
  'the parameter is empty': ['GET', '/hello/', 'GET /hello/:name'],
  'the parameter behind two words is missing': ['GET', '/api/status', 'GET /api/status/:id'],
  'a letter is missing in the second segment, and another is wrong': [
    'GET',
    '/api/sttas/7',
    'GET /api/status/:id',
  ],
  'a slash is too many': ['GET', '/name/', 'GET /name'],
  'a slash comes twice': ['GET', '/hello//Ada', 'GET /hello/:name'],
  'a segment is too many': ['GET', '/hello/Ada/Lovelace', 'GET /hello/:name'],
  'the first segment is too many': ['GET', '/v1/hello/Ada', 'GET /hello/:name'],
  'the first segment is missing': ['GET', '/status/7', 'GET /api/status/:id'],
  'the method is another': ['POST', '/helo/Ada', 'GET /hello/:name'],
  'HEAD is meant as GET': ['HEAD', '/nams', 'GET /name'],
  'one as near is of the same method': ['PUT', '/nams', 'PUT /names'],
  'only parameters would fit': ['GET', '/foo', undefined],
  'the second segment is another word': ['GET', '/api/users/7', undefined],
  'a segment is too many and another one is wrong': ['GET', '/v1/api/users/7', undefined],
  'nothing is near': ['GET', '/nope', undefined],
  'two segments are too many': ['GET', '/hello/a/b/c', undefined],
  'the path is that of the front page': ['PUT', '/', undefined],
  'the path is as long as any that is compared': ['GET', `/helo/${'x'.repeat(194)}`, 'GET /hello/:name'],
  'the path is very long': ['GET', `/hello/${'x'.repeat(300)}/y`, undefined],
  'there is no path': ['OPTIONS', '*', undefined],
}
for (const [name, [method, path, endpoint]] of Object.entries(rows)) {
  test(`where ${name}, ${method} ${path.slice(0, 30)} is nearest to ${endpoint ?? 'nothing'}`, () => {
    assert.equal(nearest(method, path), endpoint)
  })
}

test('the nearest of several is found wherever it stands', () => {
  for (const table of [tableOf('GET /ab-1', 'GET /ab-22'), tableOf('GET /ab-22', 'GET /ab-1')])
    assert.equal(nearestEndpoint(table)('GET', '/ab-222'), 'GET /ab-22')
})

test('a wrong letter is nearer than a segment that is missing', () => {
  for (const table of [tableOf('GET /name', 'GET /nams/:id'), tableOf('GET /nams/:id', 'GET /name')])
    assert.equal(nearestEndpoint(table)('GET', '/nams'), 'GET /name')
})

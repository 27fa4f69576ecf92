import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointFault, endpointOf } from '../../src/http/endpoint.ts'

for (const endpoint of ['GET /', 'POST /a', 'PUT /a/:b', 'PATCH /a', 'DELETE /a']) {
  test(`${endpoint} is an endpoint`, () => {
    assert.equal(endpointFault({ endpoint }), undefined)
  })
}

/** What is none, and what to write in place of it. */
const none: [endpoint: string, instead: string, otherMethods: string][] = [
  ['post /a', 'POST /a', 'GET, PUT, PATCH, DELETE'],
  ['/a', 'GET /a', 'POST, PUT, PATCH, DELETE'],
  ['PUT  /a', 'PUT /a', 'GET, POST, PATCH, DELETE'],
  [' patch\t/a ', 'PATCH /a', 'GET, POST, PUT, DELETE'],
  ['DELETE /a ', 'DELETE /a', 'GET, POST, PUT, PATCH'],
  ['GET,POST /a', 'GET /a', 'POST, PUT, PATCH, DELETE'],
  ['HEAD /a', 'GET /a', 'POST, PUT, PATCH, DELETE'],
  ['GET/a', 'GET GET/a', 'POST, PUT, PATCH, DELETE'],
]
for (const [endpoint, instead, others] of none) {
  test(`'${endpoint}' is no endpoint, and ${instead} is`, () => {
    const [method] = instead.split(' ')
    assert.equal(
      endpointFault({ endpoint }),
      `'${endpoint}' is no method, one space and a path; write '${instead}', or ${others} in place of ${method}`,
    )
  })
}

test('an endpoint is a method and a path', () => {
  assert.deepEqual(endpointOf({ endpoint: 'DELETE /a/:b' }), { method: 'DELETE', path: '/a/:b' })
})

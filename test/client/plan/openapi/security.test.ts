import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callsOf } from '../../../../client/plan/openapi.ts'

const securitySchemes = {
  token: { type: 'http', scheme: 'Bearer' },
  password: { type: 'http', scheme: 'basic' },
  digest: { type: 'http', scheme: 'Digest' },
  key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  appid: { type: 'apiKey', in: 'query', name: 'appid' },
  oauth: { type: 'oauth2', flows: {} },
  openId: { $ref: '#/components/securitySchemes/connect' },
  connect: { type: 'openIdConnect', openIdConnectUrl: 'https://example.com' },
  tls: { type: 'mutualTLS' },
}

/** The call of an operation with this security, in a document with that one. */
function callOf(security: unknown, top?: unknown, responses?: object) {
  const get = { ...(security !== undefined && { security }), ...(responses && { responses }) }
  const document = {
    openapi: '3.1.0',
    paths: { '/a': { get } },
    components: { securitySchemes },
    security: top,
  }
  return callsOf(document)[0]
}

const wanted: [security: unknown, top: unknown, wanted: string[][] | undefined][] = [
  [undefined, undefined, undefined],
  [[{ token: [] }], undefined, [['bearer']]],
  [[{ token: [] }, { key: [] }], undefined, [['bearer'], ['header X-API-Key as key']]],
  [[{ token: [], key: [] }], undefined, [['bearer', 'header X-API-Key as key']]],
  [[{ oauth: ['read'] }], undefined, [['bearer']]],
  [[{ openId: [] }], undefined, [['bearer']]],
  [[{ password: [] }], undefined, [['basic']]],
  [[{ digest: [] }], undefined, [['http Digest']]],
  [[{ query: [] }], undefined, [['query key as query']]],
  [[{ appid: [] }], undefined, [['query appid']]],
  [[{ nowhere: [] }], undefined, [['nowhere, which the document does not describe']]],
  [[{ tls: [] }], undefined, [['a certificate of the client']]],
  [[{ token: [] }, {}], undefined, undefined],
  [[5, { token: [] }], undefined, [['bearer']]],
  [undefined, [{ token: [] }], [['bearer']]],
  [[{ key: [] }], [{ token: [] }], [['header X-API-Key as key']]],
  [[], [{ token: [] }], undefined],
  ['token', undefined, undefined],
]

for (const [security, top, expected] of wanted) {
  test(`security ${JSON.stringify(security)} below ${JSON.stringify(top)} wants ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(callOf(security, top)?.security, expected)
  })
}

test('an operation without credentials has none to leave out for a 401', () => {
  const content = { 'application/json': { examples: { nobody: { value: {} } } } }
  const parameters = [{ name: 'q', in: 'query', examples: { nobody: { value: 1 } } }]
  const get = { parameters, responses: { 401: { content } } }
  assert.equal(callsOf({ openapi: '3.1.0', paths: { '/a': { get } } })[0]?.anonymous, undefined)
})

test('a call that is not made wants nothing', () => {
  const get = { parameters: [{ name: 'q', in: 'query', required: true }], security: [{ token: [] }] }
  const [call] = callsOf({ openapi: '3.1.0', paths: { '/a': { get } }, components: { securitySchemes } })
  assert.deepEqual(Object.keys(call ?? {}), ['name', 'method', 'path', 'skip'])
})

test('an example that leads to a 401 is sent without credentials', () => {
  const answer = { content: { 'application/json': { examples: { nobody: { value: {} } } } } }
  const get = {
    parameters: [{ name: 'q', in: 'query', examples: { nobody: { value: 1 } } }],
    responses: { 401: answer },
    security: [{ token: [] }],
  }
  const [call] = callsOf({ openapi: '3.1.0', paths: { '/a': { get } }, components: { securitySchemes } })
  assert.deepEqual([call?.anonymous, call?.security], [true, undefined])
})

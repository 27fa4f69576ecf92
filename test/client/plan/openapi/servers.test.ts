import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentTo } from './sent.ts'

const at = (url: string, rest = {}) => ({ servers: [{ url, ...rest }] })

const cases: [title: string, document: object, path: object, operation: object, sent: string][] = [
  ["a path's servers", {}, at('/v2'), {}, '/v2/x'],
  ["an operation's servers", {}, {}, at('/v3'), '/v3/x'],
  ["an operation's servers before its path's and the document's", at('/v1'), at('/v2'), at('/v3'), '/v3/x'],
  ["a path's servers before the document's", at('/v1'), at('/v2'), {}, '/v2/x'],
  ["the document's servers where the others have none", at('/v1'), { servers: [] }, { servers: [] }, '/v1/x'],
  ["no path, where a path's server is the root", at('/v1'), at('/'), {}, '/x'],
  ["the path of a path's other host", {}, at('https://uploads.example.com/up/'), {}, '/up/x'],
  [
    "the variables of an operation's server",
    {},
    {},
    at('https://{region}.example.com/{version}', { variables: { version: { default: 'beta' } } }),
    '/beta/x',
  ],
]

for (const [title, document, path, operation, sent] of cases) {
  test(`a call goes to the typed host, below ${title}`, async t => {
    const paths = { '/x': { ...path, get: operation } }
    assert.deepEqual(await sentTo(t, paths, { document: { ...document } }), [`GET ${sent}`])
  })
}

test('a value of an earlier answer is found in a path below servers of its own', async t => {
  const links = { next: { operationId: 'read', parameters: { id: '$request.path.id' } } }
  const parameters = [{ name: 'id', in: 'path', example: 7 }]
  const make = { parameters, responses: { 200: { links } } }
  const read = { operationId: 'read', parameters: [{ name: 'id', in: 'path' }], ...at('/v3') }
  assert.deepEqual(await sentTo(t, { '/a/{id}': { ...at('/v2'), put: make }, '/b/{id}': { get: read } }), [
    'PUT /v2/a/7',
    'GET /v3/b/7',
  ])
})

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Result } from '../../../client/call.ts'
import { callsOf } from '../../../client/plan/openapi.ts'
import { run } from '../../../client/run/run.ts'
import { openServer } from '../../../client/run/server.ts'
import { type Route, serveRoutes } from '../lecture-server.ts'
import { answer } from '../run-lecture.ts'
import { serveEcho } from '../servers.ts'

type Asking = Partial<Parameters<typeof openServer>[1]>

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer' },
  KeyInHeader: { type: 'apiKey', in: 'header', name: 'X-Key' },
  KeyInQuery: { type: 'apiKey', in: 'query', name: 'appid' },
  KeyInCookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
}

/** The results of `GET /me`, protected by these schemes, and of the operations beside it. */
async function runProtected(
  baseUrl: string,
  operation: object,
  { asking = {}, paths = {} }: { asking?: Asking; paths?: object } = {},
): Promise<Result[]> {
  const me = { security: [{ bearer: [] }], responses: { 200: {} }, ...operation }
  const document = {
    openapi: '3.0.3',
    paths: { '/me': { get: me }, ...paths },
    components: { securitySchemes },
  }
  return run(openServer({ baseUrl, notes: [] }, { timeout: 10, ...asking }), callsOf(document))
}

/** Verdict and first problem of `GET /me` on a server that answers so. */
async function verdictOn(
  t: TestContext,
  route: Route,
  operation: object = {},
  others: Record<string, Route> = {},
) {
  const [result] = await runProtected(await serveRoutes(t, { 'GET /me': route, ...others }), operation)
  return [result?.verdict, result?.problems[0]]
}

const lack = ['skipped', 'wants credentials (bearer): --bearer TOKEN']

for (const status of [401, 403, 404, 422]) {
  test(`without its credentials, a protected operation that answers ${status} is skipped`, async t => {
    assert.deepEqual(await verdictOn(t, answer(status, {}, '')), lack)
  })
}

for (const [status, documented] of [
  [401, '401'],
  [403, '403'],
  [401, '4XX'],
] as const) {
  test(`it is right with ${status} if ${documented} is documented`, async t => {
    const responses = { 200: {}, [documented]: {} }
    assert.deepEqual(await verdictOn(t, answer(status, {}, ''), { responses }), ['ok', undefined])
  })
}

test('a documented 404 says nothing of the credentials that are missing', async t => {
  const responses = { 200: {}, 404: {} }
  assert.deepEqual(await verdictOn(t, answer(404, {}, ''), { responses }), lack)
})

test('the page for signing in, to which it is sent, is no wrong answer', async t => {
  const json = { content: { 'application/json': { schema: { type: 'object' } } } }
  const redirect = answer(302, { location: '/login' }, '')
  const login = { 'GET /login': answer(200, { 'content-type': 'text/html' }, '<html>') }
  assert.deepEqual(await verdictOn(t, redirect, { responses: { 200: json } }, login), lack)
})

test('a server that fails is wrong, with credentials or without', async t => {
  assert.equal((await verdictOn(t, answer(500, {}, 'oops')))[0], 'wrong')
})

test('an answer without credentials that is let in is judged as any other', async t => {
  const json = { content: { 'application/json': { schema: { type: 'integer' } } } }
  assert.equal((await verdictOn(t, () => ({}), { responses: { 200: json } }))[0], 'wrong')
})

test('an operation that may go without is wrong with a 401', async t => {
  const security = [{ bearer: [] }, {}]
  assert.equal((await verdictOn(t, answer(401, {}, ''), { security }))[0], 'wrong')
})

test('credentials that were given and are refused are wrong', async t => {
  const baseUrl = await serveRoutes(t, { 'GET /me': answer(401, {}, '') })
  const [result] = await runProtected(baseUrl, {}, { asking: { bearer: 'old' } })
  assert.equal(result?.verdict, 'wrong')
})

test('a right refusal gives no values to other calls', async t => {
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }]
  const byId = { get: { operationId: 'one', parameters, responses: { 200: {} } } }
  const links = { one: { operationId: 'one', parameters: { id: '$response.body#/id' } } }
  const baseUrl = await serveRoutes(t, { 'GET /me': answer(401, {}, '{"id":7}') })
  const responses = { 200: { links }, 401: {} }
  const results = await runProtected(baseUrl, { responses }, { paths: { '/a/{id}': byId } })
  assert.deepEqual(
    results.map(({ verdict }) => verdict),
    ['ok', 'skipped'],
  )
  assert.match(results[1]?.problems[0] ?? '', /GET \/me was skipped/)
})

/** What a server sees of `GET /me` with a key in one place. */
async function seenWith(
  t: TestContext,
  scheme: string,
  apiKey: [string, string][],
  parameters: object[] = [],
) {
  const [result] = await runProtected(
    await serveEcho(t),
    { security: [{ [scheme]: [] }], parameters },
    { asking: { apiKey } },
  )
  return JSON.parse(result?.answer?.body ?? '{}')
}

for (const name of ['KeyInHeader', 'x-key']) {
  test(`--api-key ${name}=… goes into the header that the scheme names`, async t => {
    assert.equal((await seenWith(t, 'KeyInHeader', [[name, 's3cret']])).headers['x-key'], 's3cret')
  })
}

test('--api-key goes into the query, in place of an example', async t => {
  const parameters = ['appid', 'q'].map(name => ({ name, in: 'query', required: true, example: 'a b' }))
  assert.equal(
    (await seenWith(t, 'KeyInQuery', [['KeyInQuery', 'x&y']], parameters)).url,
    '/me?q=a%20b&appid=x%26y',
  )
})

test('--api-key goes into a cookie, beside those of the call', async t => {
  const parameters = ['sid', 'lang'].map(name => ({ name, in: 'cookie', required: true, example: 'de' }))
  const { headers } = await seenWith(t, 'KeyInCookie', [['sid', 'a;b']], parameters)
  assert.equal(headers.cookie, 'lang=de; sid=a%3Bb')
})

test('an API key does not go where it is not wanted', async t => {
  const { headers, url } = await seenWith(t, 'bearer', [
    ['X-Key', 's3cret'],
    ['appid', 's3cret'],
  ])
  assert.doesNotMatch(`${JSON.stringify(headers)}${url}`, /s3cret/)
})

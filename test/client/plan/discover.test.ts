import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { discover } from '../../../client/plan/discover.ts'
import { openServer } from '../../../client/run/server.ts'
import { type Route, serveLecture, serveRoutes } from '../lecture-server.ts'
import { serve } from '../servers.ts'

const document = { openapi: '3.1.0', paths: { '/ping': { get: {} } } }

async function discoverFrom(baseUrl: string, timeout = 10) {
  const { calls, source } = await discover(openServer({ baseUrl, notes: [] }, { timeout }))
  return { source, paths: calls.map(({ path }) => path) }
}

async function discoverOf(t: TestContext, routes: Record<string, Route>, timeout?: number) {
  return discoverFrom(await serveRoutes(t, routes), timeout)
}

const lecture = ['/', '/name', '/hello/Grace%20Hopper', '/distance', '/distance']

test('the document that the front page links to is used', async t => {
  const found = await discoverOf(t, {
    'GET /': (_request, response) => {
      response.setHeader(
        'link',
        '</style.css>; rel=preload, </docs/api.json>; rel="describedby service-desc"',
      )
      return {}
    },
    'GET /docs/api.json': () => document,
  })
  assert.deepEqual(found, { source: '/docs/api.json', paths: ['/ping'] })
})

test('a link on a 404 counts, too', async t => {
  const found = await discoverOf(t, {
    'GET /': (_request, response) => {
      response.writeHead(404, { link: '</docs/api.json>; rel=service-desc' }).end()
    },
    'GET /docs/api.json': () => document,
  })
  assert.equal(found.source, '/docs/api.json')
})

test('a link to another origin is not followed', async t => {
  let asked = 0
  const elsewhere = await serve(t, (_request, response) => {
    asked += 1
    response.end(JSON.stringify(document))
  })
  const found = await discoverOf(t, {
    'GET /': (_request, response) => {
      response.setHeader('link', `<${elsewhere}/openapi.json>; rel="service-desc"`)
      return {}
    },
  })
  assert.deepEqual({ asked, paths: found.paths }, { asked: 0, paths: lecture })
})

test('/openapi.json needs no link', async t => {
  assert.deepEqual(await discoverOf(t, { 'GET /openapi.json': () => document }), {
    source: '/openapi.json',
    paths: ['/ping'],
  })
})

for (const path of ['/v3/api-docs', '/api-json', '/openapi/v1.json', '/swagger.json']) {
  test(`a document at ${path} is found`, async t => {
    assert.equal((await discoverOf(t, { [`GET ${path}`]: () => document })).source, path)
  })
}

test("a server without a document gets the lecture's calls", async t => {
  assert.deepEqual(await discoverFrom(await serveLecture(t)), { source: 'the lecture', paths: lecture })
})

test('a route /<name> that answers /openapi.json with something of its own is no document', async t => {
  const base = await serve(t, (request, response) => response.end(JSON.stringify({ name: request.url })))
  assert.deepEqual((await discoverFrom(base)).paths, lecture)
})

test('a document over a mebibyte is not read', async t => {
  const huge = { ...document, info: { description: 'x'.repeat(1_100_000) } }
  assert.deepEqual((await discoverOf(t, { 'GET /openapi.json': () => huge })).paths, lecture)
})

test('a document that never comes costs one timeout, and no other place is asked', async t => {
  const asked: string[] = []
  const base = await serve(t, (request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/') response.end('hi')
  })
  assert.deepEqual((await discoverFrom(base, 2)).paths, lecture)
  assert.deepEqual(asked, ['/', '/openapi.json'])
})

test('a document whose nesting would overflow the stack is not read', async t => {
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
  const found = await discoverOf(t, {
    'GET /openapi.json': (_request, response) => {
      response.end(`{"openapi":"3.1.0","paths":${deep}}`)
    },
  })
  assert.deepEqual(found.paths, lecture)
})

test('the base path that was typed stands before every path', async t => {
  const base = await serveRoutes(t, { 'GET /api/openapi.json': () => document })
  assert.deepEqual(await discoverFrom(`${base}/api`), { source: '/openapi.json', paths: ['/ping'] })
})

test('a relative server counts from where the document was found, after redirects', async t => {
  const relative = { ...document, servers: [{ url: '.' }] }
  const base = await serveRoutes(t, {
    'GET /app/openapi.json': (_request, response) => {
      response.writeHead(302, { location: '/app/docs/openapi.json' }).end()
    },
    'GET /app/docs/openapi.json': () => relative,
  })
  assert.deepEqual((await discoverFrom(`${base}/app`)).paths, ['/docs/ping'])
})

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

const lecture = ['/', '/name', '/hello/John%20McCarthy', '/distance', '/distance']

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

test('a link to another origin, or scheme, does not hide the document that is here', async t => {
  for (const elsewhere of ['http://127.0.0.1:1', 'https://HOST', 'ftp://HOST', 'mailto:a@HOST']) {
    const found = await discoverOf(t, {
      'GET /': ({ headers }, response) => {
        const place = elsewhere.replace('HOST', headers.host ?? '')
        response.setHeader('link', `<${place}/openapi.json>; rel="service-desc"`)
        return {}
      },
      'GET /openapi.json': () => document,
    })
    assert.equal(found.source, '/openapi.json', elsewhere)
  }
})

test('/openapi.json needs no link', async t => {
  assert.deepEqual(await discoverOf(t, { 'GET /openapi.json': () => document }), {
    source: '/openapi.json',
    paths: ['/ping'],
  })
})

for (const path of ['/v3/api-docs', '/api-json', '/openapi/v1.json', '/swagger.json', '/api/spec.json']) {
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

test('a document over a mebibyte is named so', async t => {
  const huge = { ...document, info: { description: 'x'.repeat(1_100_000) } }
  const found = await discoverOf(t, { 'GET /openapi.json': () => huge })
  assert.deepEqual(found, { source: '/openapi.json is longer than 1 MiB', paths: [] })
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
  assert.match(found.source, /is no JSON that can be read: nested deeper/)
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

for (const path of [
  '/doc',
  '/api/schema/',
  '/swagger/v1/swagger.json',
  '/api-docs.json',
  '/docs/json',
  '/api/openapi.json',
]) {
  test(`a document at ${path} is found, behind the likelier places`, async t => {
    assert.equal((await discoverOf(t, { [`GET ${path}`]: () => document })).source, path)
  })
}

const yaml =
  'openapi: 3.1\npaths:\n  /ping: &ping\n    get: {responses: {200: {description: ok}}}\n  /pong: *ping\n'

test('a document in YAML is read', async t => {
  const found = await discoverOf(t, { 'GET /openapi.json': (_request, response) => void response.end(yaml) })
  assert.deepEqual(found, { source: '/openapi.json', paths: ['/ping', '/pong'] })
})

const unread: [name: string, body: string, words: RegExp][] = [
  ['Swagger 2.0', '{"swagger":"2.0","paths":{}}', /is Swagger 2\.0, which is not read/],
  ['Swagger 2.0 in YAML', 'swagger: "2.0"\npaths: {}\n', /is Swagger 2\.0, which is not read/],
  ['OpenAPI 4', '{"openapi":"4.0.0","paths":{}}', /is OpenAPI 4\.0\.0/],
  ['webhooks alone', '{"openapi":"3.1.0","webhooks":{}}', /describes only webhooks/],
  ['components alone', '{"openapi":"3.1.0","components":{}}', /describes no paths/],
  ['broken JSON', '{"openapi":"3.1.0","paths":{', /is no JSON that can be read/],
  ['broken YAML', 'openapi: 3.1.0\npaths: {\n', /is no YAML that can be read/],
  [
    'YAML that multiplies',
    `openapi: 3.1.0\na: &a [x, x, x, x, x, x, x, x, x]\n${bomb()}`,
    /is no YAML that can be read/,
  ],
  ['YAML that contains itself', 'openapi: 3.1.0\npaths: &p {a: *p}\n', /is no YAML that can be read/],
]

function bomb(): string {
  const levels = 'abcdefgh'.split('')
  return levels
    .slice(1)
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${levels[index]}`).join(', ')}]\n`)
    .join('')
}

for (const [name, body, words] of unread) {
  test(`${name} is named, and no other calls are made`, async t => {
    const found = await discoverOf(t, {
      'GET /swagger.json': (_request, response) => void response.end(body),
    })
    assert.match(found.source, words)
    assert.match(found.source, /^\/swagger\.json /)
    assert.deepEqual(found.paths, [])
  })
}

test("a document that is not read, but has the lecture's endpoints, leads to the lecture's calls", async t => {
  const swagger = { swagger: '2.0', paths: { '/distance': {} } }
  const found = await discoverOf(t, { 'GET /apispec_1.json': () => swagger })
  assert.deepEqual(found.paths, lecture)
  assert.match(found.source, /Swagger 2\.0/)
})

test('a document that can be used goes before one that cannot', async t => {
  const routes = { 'GET /openapi.json': () => ({ swagger: '2.0', paths: {} }), 'GET /doc': () => document }
  assert.deepEqual(await discoverOf(t, routes), { source: '/doc', paths: ['/ping'] })
})

const pages: [name: string, page: string][] = [
  ['Swagger UI', '<script>SwaggerUIBundle({ url: "../its/own.json", dom_id: "#ui" })</script>'],
  [
    'Swagger UI with several documents',
    "<script>SwaggerUIBundle({urls: [{url: '/its/own.json', name: 'a'}]})</script>",
  ],
  [
    'Redoc',
    "<redoc spec-url='/its/own.json'></redoc><script src='https://cdn.example.com/redoc.js'></script>",
  ],
  ['Redoc by its function', '<script>Redoc.init("/its/own.json", {})</script>'],
  ['Scalar', '<script id="api-reference" data-url="/its/own.json"></script>'],
  [
    'Scalar with a configuration',
    '<script data-configuration="{&quot;url&quot;:&quot;/its/own.json&quot;}"></script>',
  ],
]

for (const [name, page] of pages) {
  test(`the document that a page of ${name} names is used`, async t => {
    const routes: Record<string, Route> = {
      'GET /docs': (_request, response) => void response.writeHead(302, { location: '/docs/' }).end(),
      'GET /docs/': (_request, response) => void response.end(page),
      'GET /its/own.json': () => document,
    }
    assert.equal((await discoverOf(t, routes)).source, '/its/own.json')
  })
}

test('the script beside a page of Swagger UI is looked into', async t => {
  const routes: Record<string, Route> = {
    'GET /swagger': (_request, response) =>
      void response.end('<script src="./swagger-initializer.js"> </script>'),
    'GET /swagger-initializer.js': (_request, response) =>
      void response.end('window.ui = Bundle({ "url": "/its/own.json" })'),
    'GET /its/own.json': () => document,
  }
  assert.equal((await discoverOf(t, routes)).source, '/its/own.json')
})

test('a document or script of another origin that a page names is not fetched', async t => {
  let asked = 0
  const elsewhere = await serve(t, (_request, response) => {
    asked += 1
    response.end(JSON.stringify(document))
  })
  const page = `<script src="${elsewhere}/swagger-initializer.js"></script>
    <script>SwaggerUIBundle({ url: '${elsewhere}/openapi.json' })</script>`
  const found = await discoverOf(t, { 'GET /docs': (_request, response) => void response.end(page) })
  assert.deepEqual({ asked, paths: found.paths }, { asked: 0, paths: lecture })
})

test('a document of another origin that a page names does not hide the one of this server', async t => {
  const page = `<script>Bundle({ url: 'http://127.0.0.1:1/openapi.json' })</script>
    <script>Bundle({ url: '/its/own.json' })</script>`
  const found = await discoverOf(t, {
    'GET /docs': (_request, response) => void response.end(page),
    'GET /its/own.json': () => document,
  })
  assert.equal(found.source, '/its/own.json')
})

test('no place is asked twice', async t => {
  const asked: string[] = []
  const base = await serve(t, ({ url = '' }, response) => {
    asked.push(url)
    response.writeHead(404, { link: '</openapi.json>; rel=service-desc' }).end()
  })
  await discoverFrom(base)
  assert.equal(new Set(asked).size, asked.length)
})

test('a document that cannot be used is named once, though a link leads to it as well', async t => {
  const baseUrl = await serveRoutes(t, {
    'GET /': (_request, response) => {
      response.setHeader('link', '</swagger.json>; rel=service-desc')
      return {}
    },
    'GET /swagger.json': () => ({ swagger: '2.0', paths: {} }),
  })
  const { unread } = await discover(openServer({ baseUrl, notes: [] }, { timeout: 10 }))
  assert.deepEqual(unread, ['/swagger.json is Swagger 2.0, which is not read: only OpenAPI 3 is'])
})

const named = 'Bundle({ url: "/its/own.json" })'
const failed =
  (body: string): Route =>
  (_request, response) =>
    void response.writeHead(500).end(body)

const errors: [title: string, routes: Record<string, Route>][] = [
  ['a document', { 'GET /openapi.json': failed(JSON.stringify(document)) }],
  ['a page that names one', { 'GET /docs': failed(named), 'GET /its/own.json': () => document }],
  [
    'a script that does',
    {
      'GET /docs': (_request, response) => void response.end('<script src="/init.js"></script>'),
      'GET /init.js': failed(named),
      'GET /its/own.json': () => document,
    },
  ],
]

for (const [title, routes] of errors) {
  test(`${title} with the status of an error is not used`, async t => {
    assert.deepEqual(await discoverOf(t, routes), { source: 'the lecture', paths: lecture })
  })
}

test('behind a page that names a document that is not there, the next page is asked', async t => {
  const routes: Record<string, Route> = {
    'GET /docs': (_request, response) => void response.end('Bundle({ url: "/none.json" })'),
    'GET /redoc': (_request, response) => void response.end(named),
    'GET /its/own.json': () => document,
  }
  assert.equal((await discoverOf(t, routes)).source, '/its/own.json')
})

test('a page that gives no answer is the last one that is asked', async t => {
  const asked: string[] = []
  const base = await serve(t, ({ url = '' }, response) => {
    asked.push(url)
    if (url === '/docs') response.destroy()
    else response.writeHead(404).end()
  })
  assert.deepEqual((await discoverFrom(base)).paths, lecture)
  assert.equal(asked.at(-1), '/docs')
})

test('a document that breaks off is none', async t => {
  const found = await discoverOf(t, {
    'GET /openapi.json': (_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"openapi":"3.1.0"')
      setImmediate(() => response.destroy())
    },
  })
  assert.deepEqual(found, { source: 'the lecture', paths: lecture })
})

test('a document that describes endless work is named so', async t => {
  const levels = Array.from({ length: 12 }, (_, level) => ({
    allOf: Array.from({ length: 12 }, () => ({ $ref: `#/levels/${level + 1}` })),
  }))
  const content = { 'application/json': { schema: { $ref: '#/levels/0' } } }
  const endless = { openapi: '3.1.0', levels, paths: { '/': { post: { requestBody: { content } } } } }
  const { source, paths } = await discoverOf(t, { 'GET /openapi.json': () => endless })
  assert.match(
    source,
    /^\/openapi\.json is not read: the document cannot be turned into calls: it takes over/,
  )
  assert.deepEqual(paths, [])
})

test('a server that is slow at the likely places is asked at no others', async t => {
  const asked: string[] = []
  const base = await serve(t, ({ url = '' }, response) => {
    asked.push(url)
    setTimeout(() => response.writeHead(404).end(), 600)
  })
  assert.deepEqual((await discoverFrom(base)).paths, lecture)
  assert.equal(asked.length, 10)
})

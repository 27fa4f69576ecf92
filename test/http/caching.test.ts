/** What answers say of caches: that of the table, the problems, the docs, and routers of one's own. */
import './quiet.ts'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { Router } from 'express'
import supertest from 'supertest'
import { z } from 'zod'
import { answerProblems } from '../../src/http/answer-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { apiKey, basic, bearer, type Guard } from '../../src/http/guard.ts'
import { Problem } from '../../src/http/problem.ts'
import { type Routes, route } from '../../src/http/route.ts'
import { serveRoutes } from '../../src/http/serve-routes.ts'
import { serverOptionsFor } from '../../src/http/server-options.ts'
import { answersNothing } from './app-of.ts'
import { describeRoutes } from './described.ts'
import { app as lecture } from './lecture.ts'

const privately = 'private, max-age=60'
const entry = { ...answersNothing, handler: () => ({}) }
const negotiating = {
  headers: z.object({ 'accept-language': z.string().default('en'), 'x-units': z.string().default('mm') }),
  examples: [{ headers: {}, returns: {} }] as [{ headers: object; returns: Record<string, never> }],
}

const routes: Routes = {
  silent: route('GET /silent', entry),
  write: route('POST /silent', { ...entry, status: 201 }),
  remove: route('DELETE /silent', {
    ...entry,
    returns: z.null(),
    status: 204,
    examples: [{ returns: null }],
    handler: () => null,
  }),
  kept: route('GET /kept', { ...entry, cache: 'public, max-age=60' }),
  nothing: route('GET /nothing', {
    ...entry,
    returns: z.null(),
    status: 204,
    cache: 'max-age=5',
    examples: [{ returns: null }],
    handler: () => null,
  }),
  bearer: route('GET /bearer', { ...entry, cache: privately, guard: bearer(token => token === 't') }),
  basic: route('GET /basic', { ...entry, cache: privately, guard: basic(() => true) }),
  key: route('GET /key', { ...entry, cache: privately, guard: apiKey('X-Key', () => true) }),
  negotiated: route('GET /negotiated', { ...entry, ...negotiating, cache: 'max-age=60' }),
  guarded: route('GET /guarded', { ...entry, ...negotiating, cache: privately, guard: basic(() => true) }),
  own: route('GET /own/:age', {
    ...entry,
    params: z.object({ age: z.string() }),
    sets: { 'Cache-Control': { description: 'As the age says', required: false } },
    examples: [{ params: { age: '7' }, returns: {} }],
    handler: ({ params, reply }) => {
      if (params.age !== 'none') reply.set('Cache-Control', `max-age=${params.age}`)
      return {}
    },
  }),
  varying: route('GET /varying', {
    ...entry,
    ...negotiating,
    cache: 'max-age=60',
    sets: { Vary: 'Also' },
    handler: ({ reply }) => {
      reply.set('Vary', 'Cookie')
      return {}
    },
  }),
  failing: route('GET /failing/:how', {
    ...entry,
    cache: 'public, max-age=60',
    params: z.object({ how: z.enum(['problem', 'throw', 'header', 'wrong']) }),
    examples: [{ params: { how: 'problem' }, returns: {} }],
    handler: ({ params: { how } }) => {
      if (how === 'problem') throw new Problem(404, 'There is none.')
      if (how === 'header') throw new Problem(410, 'Gone.', { headers: { 'Cache-Control': 'max-age=9' } })
      if (how === 'throw') throw new Error('thrown')
      return 1 as unknown as Record<string, never>
    },
  }),
}

const router = Router()
router.get('/router/silent', (_req, res) => void res.json({}))
router.get('/router/says', (_req, res) => void res.set('Cache-Control', 'max-age=7').json({}))
router.get('/router/head', (_req, res) => void res.writeHead(200, { 'cache-control': 'max-age=7' }).end())
router.get('/router/list', (_req, res) => void res.writeHead(200, ['CACHE-CONTROL', 'max-age=7']).end())
router.get('/router/throws', (_req, res) => {
  res.set('Cache-Control', 'max-age=7')
  throw new Error('thrown')
})

function appWith(middleware: Router = Router()) {
  const app = createApp()
  app.use(middleware, serveRoutes(routes), router, answerProblems())
  return app
}

const plain = appWith()
const served = appWith()
const targets = {
  'an app called directly': plain,
  "a server with the app's own classes": createServer(serverOptionsFor(served), served),
}

/** What an answer says of caches. */
const said: [call: string, cacheControl: string, vary?: string][] = [
  ['GET /silent', 'no-store'],
  ['HEAD /silent', 'no-store'],
  ['POST /silent', 'no-store'],
  ['DELETE /silent', 'no-store'],
  ['OPTIONS /silent', 'no-store'],
  ['GET /kept', 'public, max-age=60'],
  ['HEAD /kept', 'public, max-age=60'],
  ['GET /nothing', 'max-age=5'],
  ['GET /bearer', privately, 'Authorization'],
  ['GET /basic', privately, 'Authorization'],
  ['GET /key', privately, 'X-Key'],
  ['GET /negotiated', 'max-age=60', 'accept-language, x-units'],
  ['GET /guarded', privately, 'Authorization, accept-language, x-units'],
  ['GET /varying', 'max-age=60', 'accept-language, x-units, Cookie'],
  ['GET /own/7', 'max-age=7'],
  ['GET /own/none', 'no-store'],
  ['GET /router/silent', 'no-store'],
  ['GET /router/says', 'max-age=7'],
  ['GET /router/head', 'max-age=7'],
  ['GET /router/list', 'max-age=7'],
]

/** The credentials that every guard above lets in. */
const credentials: Record<string, string> = {
  '/bearer': 'Bearer t',
  '/basic': 'Basic dTpw',
  '/guarded': 'Basic dTpw',
}

for (const [name, target] of Object.entries(targets)) {
  const ask = (call: string) => {
    const [method = '', path = ''] = call.split(' ')
    const asked = supertest(target)[method.toLowerCase() as 'get'](path).set('X-Key', 'k')
    return path in credentials ? asked.set('Authorization', credentials[path] as string) : asked
  }

  for (const [call, cacheControl, vary] of said) {
    test(`${name} says of ${call}: ${cacheControl}${vary === undefined ? '' : `, another one for each ${vary}`}`, async () => {
      const { status, headers } = await ask(call)
      assert.ok(status < 300, String(status))
      assert.deepEqual([headers['cache-control'], headers.vary], [cacheControl, vary])
    })
  }

  const problems: [call: string, status: number][] = [
    ['GET /failing/problem', 404],
    ['HEAD /failing/problem', 404],
    ['GET /failing/other', 400],
    ['GET /failing/header', 410],
    ['GET /failing/throw', 500],
    ['GET /failing/wrong', 500],
    ['PUT /kept', 405],
    ['GET /nowhere', 404],
    ['GET /router/throws', 500],
  ]
  for (const [call, wanted] of problems) {
    test(`${name} lets no cache keep the ${wanted} of ${call}`, async () => {
      const { status, headers } = await ask(call)
      assert.deepEqual([status, headers['cache-control']], [wanted, 'no-store'])
    })
  }

  test(`${name} lets no cache keep the 401 of an entry that says cache`, async () => {
    const { status, headers } = await supertest(target).get('/bearer')
    assert.deepEqual([status, headers['cache-control']], [401, 'no-store'])
  })
}

test('what middleware says of Vary holds besides what the entry says', async () => {
  const middleware = Router().use((_req, res, next) => {
    res.vary('Origin')
    next()
  })
  const { headers } = await supertest(appWith(middleware)).get('/guarded').set('Authorization', 'Basic dTpw')
  assert.deepEqual(
    [headers['cache-control'], headers.vary],
    [privately, 'Origin, Authorization, accept-language, x-units'],
  )
})

/** Where a way to sign in of your own has its credentials, and the header that makes its answers differ. */
const ownSchemes: [scheme: Guard<unknown>['scheme'], vary: string][] = [
  [{ type: 'apiKey', in: 'cookie', name: 'session' }, 'Cookie'],
  [{ type: 'apiKey', in: 'query', name: 'key' }, 'Authorization'],
  [{ type: 'http', scheme: 'digest' }, 'Authorization'],
]
for (const [scheme, vary] of ownSchemes) {
  test(`behind a guard of your own (${Object.values(scheme).join(' ')}) there is another answer for each ${vary}`, async () => {
    const guard: Guard<unknown> = { name: 'own', scheme, admit: async () => ({}) }
    const kept = route('GET /kept', { ...entry, cache: privately, guard })
    const app = createApp().use(serveRoutes({ kept }))
    assert.equal((await supertest(app).get('/kept')).headers.vary, vary)
  })
}

test('the health of a worker is asked of the worker each time', async () => {
  assert.equal((await supertest(lecture).get('/health')).headers['cache-control'], 'no-store')
})

test('the document shows for how long an answer may be kept, where an entry says so', () => {
  const { paths } = describeRoutes(routes)
  const header = paths['/kept'].get.responses[200].headers['Cache-Control']
  assert.deepEqual([header.required, header.example], [false, 'public, max-age=60'])
  assert.equal(paths['/silent'].get.responses[200].headers, undefined)
})

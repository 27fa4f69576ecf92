import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import express from 'express'
import supertest from 'supertest'
import { z } from 'zod'
import { answerProblems } from '../../src/http/answer-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { Problem } from '../../src/http/problem.ts'
import { type Routes, route } from '../../src/http/route.ts'
import { serveRoutes } from '../../src/http/serve-routes.ts'
import { answersNothing, appOf } from './app-of.ts'

const byId = {
  ...answersNothing,
  params: z.object({ id: z.string() }),
  examples: [{ params: { id: '7' }, returns: {} }] as [
    { params: { id: string }; returns: Record<string, never> },
  ],
  handler: () => ({}),
}

const routes: Routes = {
  me: route('GET /users/me', {
    summary: '',
    returns: z.object({ name: z.string() }),
    examples: [{ returns: { name: 'me' } }],
    handler: () => ({ name: 'me' }),
  }),
  user: route('GET /users/:id', byId),
  create: route('POST /users', { ...answersNothing, handler: () => ({}) }),
  forget: route('DELETE /users/:id', byId),
}

const api = supertest(appOf(routes))

test('HEAD is GET without the body', async () => {
  const get = await api.get('/users/me')
  const head = await api.head('/users/me')
  assert.deepEqual([head.status, head.type, head.text], [200, 'application/json', undefined])
  assert.equal(head.headers['content-length'], get.headers['content-length'])
})

test('HEAD of what takes no GET is a 405', async () => {
  const { status, headers } = await api.head('/users')
  assert.deepEqual([status, headers.allow], [405, 'POST, OPTIONS'])
})

test('OPTIONS says what a path takes', async () => {
  const { status, headers } = await api.options('/users/7')
  assert.deepEqual([status, headers.allow], [204, 'GET, DELETE, HEAD, OPTIONS'])
})

test('OPTIONS of an unknown path is a 404', async () => {
  assert.equal((await api.options('/nope')).status, 404)
})

test('a table with an entry that cannot work stops the program', () => {
  const again = { ...(routes.me as Routes[string]) }
  assert.throws(
    () => serveRoutes({ ...routes, again }),
    /again \(GET \/users\/me\): me answers the same calls/,
  )
})

/** The table between a router before it and one behind it, as in any Express app. */
function appWithRouters() {
  const app = createApp()
  app.use((_req, res, next) => {
    res.set('X-Before', 'yes')
    next()
  })
  app.use('/raw', (req, res, next) => (req.method === 'GET' ? void res.send('before') : next()))
  app.use(serveRoutes(routes))
  const later = express.Router()
  later.put('/users', express.json(), (req, res) => void res.json({ put: req.body }))
  later.get('/photos/*path', (req, res) => void res.json(req.params))
  later.get('/teapot', () => {
    throw new Problem(418, 'Only tea.')
  })
  app.use(later)
  app.use(answerProblems())
  return supertest(app)
}

const mixed = appWithRouters()

test('middleware before the table runs for its calls', async () => {
  const { status, headers } = await mixed.get('/users/me')
  assert.deepEqual([status, headers['x-before']], [200, 'yes'])
})

test('a router before the table answers first', async () => {
  assert.equal((await mixed.get('/raw')).text, 'before')
})

test('a router behind the table answers what the table does not know', async () => {
  assert.deepEqual((await mixed.get('/photos/a/b.jpg')).body, { path: ['a', 'b.jpg'] })
})

test('a router behind the table may add a method to a path of the table', async () => {
  const { status, body } = await mixed.put('/users').send({ a: 1 })
  assert.deepEqual([status, body], [200, { put: { a: 1 } }])
})

test('a method that neither knows is a 405 with what the table takes', async () => {
  const { status, headers } = await mixed.patch('/users')
  assert.deepEqual([status, headers.allow], [405, 'POST, OPTIONS'])
})

test('what neither knows is a 404', async () => {
  assert.equal((await mixed.get('/nope')).status, 404)
})

test('a Problem thrown in a router is answered like that of a handler', async () => {
  const { status, type, body } = await mixed.get('/teapot')
  assert.deepEqual([status, type, body.detail], [418, 'application/problem+json', 'Only tea.'])
})

test('malformed JSON in a router with express.json() is a 400 of ours', async () => {
  const { status, type } = await mixed.put('/users').type('json').send('{')
  assert.deepEqual([status, type], [400, 'application/problem+json'])
})

test('a table may be mounted under a path', async () => {
  const app = createApp().use('/v1', serveRoutes(routes)).use(answerProblems())
  assert.equal((await supertest(app).get('/v1/users/me')).body.name, 'me')
  assert.equal((await supertest(app).put('/v1/users')).headers.allow, 'POST, OPTIONS')
})

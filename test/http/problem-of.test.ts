import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import express from 'express'
import supertest from 'supertest'
import { answerProblems } from '../../src/http/answer-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { Problem } from '../../src/http/problem.ts'
import { route } from '../../src/http/route.ts'
import { serveRoutes } from '../../src/http/serve-routes.ts'
import { answersNothing, appOf } from './app-of.ts'

const failure = (marks: object, message = 'inside') => Object.assign(new Error(message), marks)

/** The answer where ordinary middleware hands on an error. */
function ofMiddleware(error: unknown) {
  const app = createApp()
  app.use((_req, _res, next) => next(error))
  app.use(answerProblems())
  return supertest(app).get('/')
}

/** The answer where a handler of the table throws it. */
function ofHandler(error: unknown) {
  const handler = (): Record<string, never> => {
    throw error
  }
  return supertest(appOf({ fail: route('GET /', { ...answersNothing, handler }) })).get('/')
}

for (const marks of [{ status: 401 }, { statusCode: 401 }, { status: 401, name: 'UnauthorizedError' }]) {
  test(`middleware's error with ${JSON.stringify(marks)} keeps its status, and its message to itself`, async () => {
    const { status, type, body } = await ofMiddleware(failure(marks))
    assert.deepEqual([status, type], [401, 'application/problem+json'])
    assert.equal(body.detail, 'The credentials are missing or not valid.')
  })
}

test("middleware's error that says expose shows its message", async () => {
  const { status, body } = await ofMiddleware(failure({ status: 418, expose: true }, 'Only tea.'))
  assert.deepEqual([status, body.detail], [418, 'Only tea.'])
})

test('a status without a sentence of its own has one that fits any', async () => {
  const { status, body } = await ofMiddleware(failure({ status: 451 }))
  assert.deepEqual([status, body.detail], [451, 'The request was refused.'])
})

test('an error that a router throws keeps its status', async () => {
  const app = createApp()
  app.use(
    express.Router().get('/photos', () => {
      throw failure({ status: 403 })
    }),
  )
  app.use(answerProblems())
  assert.equal((await supertest(app).get('/photos')).status, 403)
})

test('an error of what stands behind a table, for a path that the table does not know, keeps its status', async () => {
  const app = createApp()
  app.use(serveRoutes({ other: route('GET /other', { ...answersNothing, handler: () => ({}) }) }))
  app.use((_req, _res, next) => next(failure({ status: 401 })))
  app.use(answerProblems())
  assert.equal((await supertest(app).get('/')).status, 401)
})

/** Errors of calls to another server, as their clients throw them. */
const ofOtherServers = {
  axios: failure({ status: 401, response: { status: 401 } }),
  'a client on top of fetch': failure({ status: 401, headers: new Headers() }),
  superagent: failure({ status: 404, response: {}, expose: true }),
}
for (const [client, error] of Object.entries(ofOtherServers)) {
  test(`what ${client} throws is a 500, even in middleware`, async () => {
    const { status, text } = await ofMiddleware(error)
    assert.equal(status, 500)
    assert.doesNotMatch(text, /inside/)
  })
}

test('a status alone in a handler of the table may be that of another server, and is a 500', async () => {
  assert.equal((await ofHandler(failure({ status: 401 }))).status, 500)
})

test('a status of 503 is kept, and the reason stays inside', async () => {
  const answer = await ofMiddleware(failure({ status: 503 }))
  assert.equal(answer.status, 503)
  assert.equal(answer.body.detail, 'The server cannot answer now. Try again later.')
})

for (const status of [200, 302, 500, 600, 401.5, '401']) {
  test(`a status of ${JSON.stringify(status)} is a 500 like any other`, async () => {
    const answer = await ofMiddleware(failure({ status }))
    assert.deepEqual([answer.status, answer.type], [500, 'application/problem+json'])
    assert.doesNotMatch(answer.text, /inside/)
  })
}

test('what is wrong with an uploaded form is told to its sender', async () => {
  const { status, body } = await ofMiddleware(new Error('Unexpected end of form'))
  assert.deepEqual([status, body.detail], [400, 'The form cannot be read: Unexpected end of form.'])
})

test('a Problem is the answer, wherever it is thrown', async () => {
  for (const answer of [ofHandler(new Problem(409, 'Taken.')), ofMiddleware(new Problem(409, 'Taken.'))]) {
    const { status, body } = await answer
    assert.deepEqual([status, body.detail], [409, 'Taken.'])
  }
})

for (const thrown of [null, undefined, 'text', 404]) {
  test(`a handler that throws ${JSON.stringify(thrown) ?? thrown} instead of an error is answered as any failure`, async () => {
    const { status, type, body } = await ofHandler(thrown)
    assert.deepEqual([status, type], [500, 'application/problem+json'])
    assert.equal(body.detail, 'The server failed to answer. Its log has the reason under this request id.')
  })
}

for (const status of [200, 302, 399, 600, 99]) {
  test(`an error with the status ${status}, which is none of a problem, is a 500`, async () => {
    assert.equal((await ofMiddleware(failure({ status }))).status, 500)
  })
}

for (const status of [500, 502, 599]) {
  test(`an error with the status ${status} sends its reader to the log`, async () => {
    const answer = await ofMiddleware(failure({ status }))
    assert.deepEqual(
      [answer.status, answer.body.detail],
      [status, 'The server failed to answer. Its log has the reason under this request id.'],
    )
  })
}

import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { answerProblems } from '../../src/http/answer-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { serveRoutes } from '../../src/http/serve-routes.ts'
import { app as lecture, routes } from './lecture.ts'

test('a 405 lists the methods that the path takes in Allow', async () => {
  const { headers } = await supertest(lecture).delete('/name')
  assert.equal(headers.allow, 'GET, HEAD, OPTIONS')
})

test('a 404 links to the description of the service', async () => {
  const { headers } = await supertest(lecture).get('/nope')
  assert.equal(headers.link, '<openapi.json>; rel="service-desc"')
})

test('a 404 names the endpoint that is nearest', async () => {
  const { body } = await supertest(lecture).get('/helo/Ada')
  assert.equal(
    body.detail,
    'There is no GET /helo/Ada. Did you mean GET /hello/:name? See /docs for what there is.',
  )
})

test('a 404 where nothing is near only says where to look', async () => {
  const { body } = await supertest(lecture).get('/nope')
  assert.equal(body.detail, 'There is no GET /nope. See /docs for what there is.')
})

test('a 404 names the endpoint of a mounted table with the path where it stands', async () => {
  const app = createApp().use('/v1', serveRoutes(routes)).use(answerProblems())
  const { body } = await supertest(app).get('/v1/helo/Ada')
  assert.match(body.detail, /no GET \/v1\/helo\/Ada\. Did you mean GET \/v1\/hello\/:name\?/)
})

test('of several tables, each is asked for what is near', async () => {
  const app = createApp()
    .use(serveRoutes({ name: routes.name }), serveRoutes(routes))
    .use(answerProblems())
  const { body } = await supertest(app).get('/helo/Ada')
  assert.match(body.detail, /Did you mean GET \/hello\/:name\?/)
})

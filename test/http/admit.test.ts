import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import express from 'express'
import supertest from 'supertest'
import { admit } from '../../src/http/admit.ts'
import { answerProblems } from '../../src/http/answer-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { bearer, only } from '../../src/http/guard.ts'

const user = bearer(token => (token === 'right' ? { id: 'ada' } : undefined))
const photos = express.Router().get('/', (_req, res) => {
  res.json(res.locals.user)
})
const app = createApp()
app.use('/photos', admit(user), photos)
app.use('/albums', admit(only(user, () => false)), photos)
app.use(answerProblems())

test('an ordinary router gets the user whom a guard has let in', async () => {
  const { status, body } = await supertest(app).get('/photos').set('Authorization', 'Bearer right')
  assert.deepEqual([status, body], [200, { id: 'ada' }])
})

test('whoever does not sign in gets the guard’s 401, and no router is asked', async () => {
  const { status, type, headers } = await supertest(app).get('/photos')
  assert.deepEqual([status, type], [401, 'application/problem+json'])
  assert.equal(headers['www-authenticate'], 'Bearer')
})

test('whom the guard does not want gets its 403', async () => {
  const { status } = await supertest(app).get('/albums').set('Authorization', 'Bearer right')
  assert.equal(status, 403)
})

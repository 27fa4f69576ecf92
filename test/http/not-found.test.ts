import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { app as lecture } from './lecture.ts'

test('a 405 lists the methods that the path takes in Allow', async () => {
  const { headers } = await supertest(lecture).delete('/name')
  assert.equal(headers.allow, 'GET, HEAD, OPTIONS')
})

test('a 404 links to the description of the service', async () => {
  const { headers } = await supertest(lecture).get('/nope')
  assert.equal(headers.link, '</openapi.json>; rel="service-desc"')
})

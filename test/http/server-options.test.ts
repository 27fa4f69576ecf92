import './quiet.ts'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import request from 'supertest'
import { serverOptionsFor } from '../../src/http/server-options.ts'
import { app } from './lecture.ts'

test('requests and responses of the server are those that Express works with', async () => {
  let prototypes: unknown[] = []
  const probe = createServer(serverOptionsFor(app), (req, res) => {
    prototypes = [Object.getPrototypeOf(req), Object.getPrototypeOf(res)]
    app(req, res)
  })
  await request(probe).get('/name')
  assert.deepEqual(prototypes, [app.request, app.response])
})

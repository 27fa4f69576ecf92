import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { app } from './lecture.ts'

async function idFor(sent: string): Promise<string> {
  const { headers } = await supertest(app).get('/').set('X-Request-Id', sent)
  return headers['x-request-id'] as string
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

for (const id of ['a', 'A-z_0.9', 'x'.repeat(64), '00-4bf92f35']) {
  test(`the caller's id ${id} is kept`, async () => {
    assert.equal(await idFor(id), id)
  })
}

for (const id of ['', 'x'.repeat(65), 'a b', 'a,b', '<script>', 'é', 'a"b', '{"a":1}', '../x']) {
  test(`an id of ${JSON.stringify(id)} gives way to a new one`, async () => {
    assert.match(await idFor(encodeURI(id) === id ? id : Buffer.from(id).toString('latin1')), uuid)
  })
}

test('each request without an id gets one of its own', async () => {
  const ids = await Promise.all(
    [1, 2, 3].map(async () => (await supertest(app).get('/')).headers['x-request-id']),
  )
  for (const id of ids) assert.match(id ?? '', uuid)
  assert.equal(new Set(ids).size, 3)
})

test('two ids in one request are no id', async () => {
  const { headers } = await supertest(app)
    .get('/')
    .set({ 'X-Request-Id': ['a', 'b'] as never })
  assert.match(headers['x-request-id'] ?? '', uuid)
})

for (const path of ['/', '/name', '/docs', '/docs/swagger-ui.css', '/openapi.json', '/nope', '/hello/%E0']) {
  test(`${path} is answered with an id`, async () => {
    const { headers } = await supertest(app).get(path)
    assert.match(headers['x-request-id'] ?? '', uuid)
  })
}

/** The lecture's API, call by call; src/routes.ts says how each is made. Change the tests of what you change there. */
import './log.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { routes } from '../../src/routes.ts'
import { runClient } from '../client/run-client.ts'
import { serve } from '../client/servers.ts'
import { app } from './service.ts'

const api = supertest(app)
const characters = ['x', 'é', '😀']

function hello(name: string) {
  return api.get(`/hello/${name === '.' ? '%2E' : encodeURIComponent(name)}`)
}

function greeting(name: string) {
  return { status: 200, body: { message: `Hello there, ${name}` } }
}

test('GET / answers Hello, world as plain text', async () => {
  const { status, type, charset, text } = await api.get('/')
  assert.deepEqual([status, type, charset, text], [200, 'text/plain', 'utf-8', 'Hello, world'])
})

test('GET /name answers the name that stands in the table', async () => {
  const { status, type, text } = await api.get('/name')
  const [{ returns }] = routes.name.examples
  assert.match(returns.name, /./)
  assert.deepEqual([status, type, text], [200, 'application/json', `{"name":"${returns.name}"}\n`])
})

test('GET /hello/:name greets by a name of any characters', async () => {
  const names = [
    'Grace',
    'Grace Hopper',
    'a/b',
    '50%',
    '%2F',
    '李小龍',
    'é😀',
    '?#&+;=',
    '__proto__',
    'constructor',
    '.',
    '0',
  ]
  const answers = await Promise.all(names.map(hello))
  assert.deepEqual(
    answers.map(({ status, body }) => ({ status, body })),
    names.map(greeting),
  )
})

test('GET /hello/:name takes 100 characters of any kind', async () => {
  const names = characters.map(character => character.repeat(100))
  const answers = await Promise.all(names.map(hello))
  assert.deepEqual(
    answers.map(({ status, body }) => ({ status, body })),
    names.map(greeting),
  )
})

test('GET /hello/:name refuses 101', async () => {
  for (const character of characters) {
    const { status, body } = await hello(character.repeat(101))
    const [{ where, expected }] = body.errors
    assert.deepEqual([status, where, expected], [400, 'params.name', '1 to 100 characters'])
  }
})

test('GET /hello/ without a name is no call of this API', async () => {
  const { status } = await api.get('/hello/')
  assert.equal(status, 404)
})

test('POST /distance is right to the last digit, where Math.hypot is not', async () => {
  const { status, text } = await api.post('/distance').send({ a: [2, 4], b: [5, 6] })
  assert.deepEqual([status, text], [200, '{"distance":3.605551275463989,"a":[2,4],"b":[5,6]}\n'])
})

test('POST /distance takes coordinates of either sign and with fractions', async () => {
  const { body } = await api.post('/distance').send({ a: [-1.5, 0], b: [1.5, -4] })
  assert.deepEqual(body, { distance: 5, a: [-1.5, 0], b: [1.5, -4] })
})

test('POST /distance does not overflow at the largest coordinates it takes', async () => {
  const { status, body } = await api.post('/distance').send({ a: [-1e150, -1e150], b: [1e150, 1e150] })
  assert.equal(status, 200)
  assert.ok(Number.isFinite(body.distance))
})

test('POST /distance refuses larger ones with a 400', async () => {
  const { status, body } = await api.post('/distance').send({ a: [1e308, 0], b: [-1e308, 0] })
  assert.equal(status, 400)
  assert.deepEqual(
    body.errors.map((error: { where: string }) => error.where),
    ['body.a[0]', 'body.b[0]'],
  )
})

test('POST /distance leaves out of its answer what it was sent beyond a and b', async () => {
  const { body } = await api.post('/distance').send({ a: [0, 0], b: [3, 4], secret: 1 })
  assert.deepEqual(Object.keys(body), ['distance', 'a', 'b'])
})

test('GET /health answers 200', async () => {
  const { status } = await api.get('/health')
  assert.equal(status, 200)
})

test("it passes the lecture's own calls, by which it is graded", async t => {
  const { code, stdout } = await runClient(['--roster', '-', '--allow-local', '--wait=60'], {
    input: `${await serve(t, app)} ours`,
  })
  assert.equal(code, 0, stdout)
})

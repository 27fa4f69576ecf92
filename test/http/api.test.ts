/** The lecture's API, call by call; src/routes.ts says how each is made. */
import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { app } from '../../src/main.ts'
import { routes } from '../../src/routes.ts'

const api = supertest(app)

test('GET / answers Hello, world as plain text', async () => {
  const { status, type, charset, text } = await api.get('/')
  assert.deepEqual(
    { status, type, charset, text },
    {
      status: 200,
      type: 'text/plain',
      charset: 'utf-8',
      text: 'Hello, world',
    },
  )
})

test('GET /name answers the name that stands in the table', async () => {
  const { status, type, text } = await api.get('/name')
  const [{ returns }] = routes.name.examples
  assert.match(returns.name, /./)
  assert.deepEqual([status, type, text], [200, 'application/json', `{"name":"${returns.name}"}\n`])
})

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
for (const name of names) {
  test(`GET /hello/:name greets ${name}`, async () => {
    const { status, body } = await api.get(`/hello/${name === '.' ? '%2E' : encodeURIComponent(name)}`)
    assert.deepEqual([status, body], [200, { message: `Hello there, ${name}` }])
  })
}

for (const character of ['x', 'é', '😀']) {
  test(`GET /hello/:name takes 100 times ${character}`, async () => {
    const name = character.repeat(100)
    const { body } = await api.get(`/hello/${encodeURIComponent(name)}`)
    assert.deepEqual(body, { message: `Hello there, ${name}` })
  })

  test(`GET /hello/:name refuses 101 times ${character}`, async () => {
    const { status, body } = await api.get(`/hello/${encodeURIComponent(character.repeat(101))}`)
    assert.equal(status, 400)
    assert.equal(body.errors[0].where, 'params.name')
    assert.equal(body.errors[0].expected, '1 to 100 characters')
  })
}

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

test('a JSON body ends in a newline', async () => {
  for (const path of ['/name', '/hello/x', '/health', '/openapi.json', '/nope']) {
    const { text } = await api.get(path)
    assert.ok(text.endsWith('}\n'), path)
  }
})

test('GET / links to the description of the service', async () => {
  const { headers } = await api.get('/')
  assert.equal(headers.link, '</openapi.json>; rel="service-desc"')
})

test('an answer says how long it is', async () => {
  const { headers, text } = await api.get(`/hello/${encodeURIComponent('é😀')}`)
  assert.equal(headers['content-length'], String(Buffer.byteLength(text)))
})

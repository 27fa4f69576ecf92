import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BodyTooLarge, requests, Session } from '../../../client/requests.ts'
import { type Seen, serve, serveEcho } from '../servers.ts'

test('a path alone is put behind the baseUrl', async t => {
  const session = new Session({ baseUrl: `${await serveEcho(t)}/api` })
  assert.equal((await session.get('/name')).json<Seen>().url, '/api/name')
})

test('a whole URL goes before the baseUrl', async t => {
  const session = new Session({ baseUrl: 'http://unused.invalid/' })
  assert.equal((await session.get(`${await serveEcho(t)}/name`)).json<Seen>().url, '/name')
})

test('headers of the session are sent, and those of the call go before them in any case', async t => {
  const session = new Session({ baseUrl: await serveEcho(t), headers: { 'X-One': '1', 'X-Two': '2' } })
  const { headers } = (await session.get('/', { headers: { 'x-two': 'two' } })).json<Seen>()
  assert.deepEqual([headers['x-one'], headers['x-two']], ['1', 'two'])
})

test('null takes a header of the session away', async t => {
  const session = new Session({ baseUrl: await serveEcho(t), headers: { 'X-One': '1' } })
  assert.equal(
    (await session.get('/', { headers: { 'x-one': null } })).json<Seen>().headers['x-one'],
    undefined,
  )
  assert.equal((await session.get('/')).json<Seen>().headers['x-one'], '1')
})

test('headers can be set on a session', async t => {
  const session = new Session({ baseUrl: await serveEcho(t) })
  session.headers.set('X-Test', 'true')
  assert.equal((await session.get('/')).json<Seen>().headers['x-test'], 'true')
})

test('params of session and call are merged, and null takes one away', async t => {
  const session = new Session({ baseUrl: await serveEcho(t), params: { a: 1, b: 2, c: 3 } })
  assert.equal((await session.get('/', { params: { b: 'two', c: null } })).json<Seen>().url, '/?a=1&b=two')
})

test('auth of the session is sent, unless the call has its own', async t => {
  const session = new Session({ baseUrl: await serveEcho(t), auth: ['a', 'a'] })
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
  assert.equal((await session.get('/')).json<Seen>().headers.authorization, basic('a:a'))
  assert.equal(
    (await session.get('/', { auth: ['b', 'b'] })).json<Seen>().headers.authorization,
    basic('b:b'),
  )
})

test('maxBytes of the session holds, unless the call has its own', async t => {
  const session = new Session({ baseUrl: await serveEcho(t), maxBytes: 3 })
  await assert.rejects(session.get('/'), BodyTooLarge)
  assert.equal((await session.get('/', { maxBytes: 10_000 })).statusCode, 200)
})

test('allowRedirects of the session holds, unless the call has its own', async t => {
  const base = await serve(t, (req, res) =>
    res.writeHead(req.url === '/old' ? 302 : 200, { location: '/' }).end(),
  )
  const session = new Session({ baseUrl: base, allowRedirects: false })
  assert.equal((await session.get('/old')).statusCode, 302)
  assert.equal((await session.get('/old', { allowRedirects: true })).statusCode, 200)
})

test("allowRedirects: 'same-origin' of a session goes nowhere else", async t => {
  const elsewhere = await serveEcho(t)
  const base = await serve(t, (_req, res) => res.writeHead(302, { location: elsewhere }).end())
  const session = new Session({ baseUrl: base, allowRedirects: 'same-origin' })
  assert.equal((await session.get('/')).statusCode, 302)
})

test('stopReading of the session holds, unless the call has its own', async t => {
  const base = await serve(t, (_req, res) => {
    res.write('first')
    setTimeout(() => res.end(', last'), 500)
  })
  const session = new Session({ baseUrl: base, stopReading: () => 0.1 })
  assert.equal((await session.get('/')).complete, false)
  assert.equal((await session.get('/', { stopReading: () => undefined })).text, 'first, last')
})

test('the client names itself', async t => {
  const seen = (await requests.get(await serveEcho(t))).json<Seen>()
  assert.match(seen.headers['user-agent'] ?? '', /^requests-ts\//)
})

for (const verb of ['get', 'post', 'put', 'patch', 'delete', 'options'] as const) {
  test(`session.${verb} sends ${verb.toUpperCase()}`, async t => {
    const response = await new Session()[verb](`${await serveEcho(t)}/name`)
    assert.equal(response.json<Seen>().method, verb.toUpperCase())
  })
}

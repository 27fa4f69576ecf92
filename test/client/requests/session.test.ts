import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { requests, Session } from '../../../client/requests.ts'
import { type Seen, serve, serveEcho } from '../servers.ts'

/** Sets the cookie that the query names, and answers the Cookie header that came. */
function serveCookies(t: TestContext): Promise<string> {
  return serve(t, (req, res) => {
    const cookie = new URL(req.url ?? '/', 'http://unused').searchParams.get('set')
    if (cookie !== null) res.setHeader('set-cookie', cookie)
    res.end(req.headers.cookie ?? 'none')
  })
}

const bases: [baseUrl: string, path: string, sent: string][] = [
  ['', '/name', '/name'],
  ['/', '/name', '/name'],
  ['/api', '/name', '/api/name'],
  ['/api/', 'name', '/api/name'],
  ['/api', '', '/api'],
  ['/api', '?a=1', '/api?a=1'],
]

for (const [basePath, path, sent] of bases) {
  test(`baseUrl "http://host${basePath}" and "${path}" make ${sent}`, async t => {
    const session = new Session({ baseUrl: (await serveEcho(t)) + basePath })
    assert.equal((await session.get(path)).json<Seen>().url, sent)
  })
}

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

test('a cookie that a server sets comes back to it', async t => {
  const session = new Session({ baseUrl: await serveCookies(t) })
  await session.get('/', { params: { set: 'id=42; Path=/; HttpOnly' } })
  await session.get('/', { params: { set: 'mood=ok' } })
  assert.equal((await session.get('/')).text, 'id=42; mood=ok')
})

test('a cookie that is set on a redirect is kept', async t => {
  const base = await serve(t, (req, res) => {
    if (req.url === '/login') res.writeHead(302, { location: '/', 'set-cookie': 'id=1' }).end()
    else res.end(req.headers.cookie)
  })
  assert.equal((await new Session().get(`${base}/login`)).text, 'id=1')
})

test('a cookie goes to no other origin', async t => {
  const session = new Session()
  await session.get(await serveCookies(t), { params: { set: 'id=42' } })
  assert.equal((await session.get(await serveCookies(t))).text, 'none')
})

for (const over of ['Max-Age=0', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT']) {
  test(`${over} takes a cookie away`, async t => {
    const session = new Session({ baseUrl: await serveCookies(t) })
    await session.get('/', { params: { set: 'id=42; Max-Age=60' } })
    await session.get('/', { params: { set: `id=; ${over}` } })
    assert.equal((await session.get('/')).text, 'none')
  })
}

test('cookies of a call are sent with the kept ones, and not kept', async t => {
  const session = new Session({ baseUrl: await serveCookies(t) })
  await session.get('/', { params: { set: 'id=42' } })
  assert.equal((await session.get('/', { cookies: { foo: 'bar' } })).text, 'id=42; foo=bar')
  assert.equal((await session.get('/')).text, 'id=42')
})

test('a Cookie header of the caller is sent as it stands', async t => {
  const session = new Session({ baseUrl: await serveCookies(t) })
  await session.get('/', { params: { set: 'id=42' } })
  assert.equal((await session.get('/', { headers: { Cookie: 'own=1' } })).text, 'own=1')
})

test('without a session no cookie is kept', async t => {
  const base = await serveCookies(t)
  await requests.get(base, { params: { set: 'id=42' } })
  assert.equal((await requests.get(base)).text, 'none')
})

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { requests, Session } from '../../../client/requests.ts'
import { serve } from '../servers.ts'

/** Sets the cookie that the query names, and answers the Cookie header that came. */
function serveCookies(t: TestContext): Promise<string> {
  return serve(t, (req, res) => {
    const cookie = new URL(req.url ?? '/', 'http://unused').searchParams.get('set')
    if (cookie !== null) res.setHeader('set-cookie', cookie)
    res.end(req.headers.cookie ?? 'none')
  })
}

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

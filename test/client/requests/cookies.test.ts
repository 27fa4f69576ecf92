import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createCookieJar } from '../../../client/requests/cookies.ts'
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

const past = 'Thu, 01 Jan 1970 00:00:00 GMT'
const future = 'Fri, 31 Dec 9999 23:59:59 GMT'

for (const over of [
  '; Max-Age=0',
  ';max-age = 0',
  '; Max-Age=-1',
  `; Expires=${past}`,
  `;expires = ${past}`,
  `; Max-Age=0; Expires=${future}`,
]) {
  test(`"${over}" takes a cookie away`, () => {
    assert.deepEqual(kept('id=42', `id=${over}`), {})
  })
}

for (const lasting of [
  '; Path=/',
  '; Max-Age=60',
  '; Max-Age=060',
  `; Expires=${future}`,
  '; Expires=whenever',
  `; Max-Age=60; Expires=${past}`,
]) {
  test(`"${lasting}" keeps a cookie`, () => assert.deepEqual(kept(`id=42${lasting}`), { id: '42' }))
}

test('blanks around the name and the value of a cookie are no part of it', () => {
  assert.deepEqual(kept(' id = 4 2 ; Path=/'), { id: '4 2' })
})

test('the value of a cookie may hold a =', () => assert.deepEqual(kept('id=a=b=='), { id: 'a=b==' }))

for (const line of ['nonsense', '=42', '; id=42']) {
  test(`"Set-Cookie: ${line}" sets nothing`, () => assert.deepEqual(kept(line), {}))
}

/** The cookies that a jar has after answers that set these. */
function kept(...lines: string[]): Readonly<Record<string, string>> {
  const jar = createCookieJar()
  for (const line of lines) jar.store('http://host.example/', new Headers([['set-cookie', line]]))
  return jar.get('http://host.example/name')
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

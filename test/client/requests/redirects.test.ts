import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { InvalidURL, requests, TooManyRedirects } from '../../../client/requests.ts'
import { type Seen, serve, serveEcho } from '../servers.ts'

/** Redirects every request to `location`, or to what it makes of the request. */
function serveRedirect(t: TestContext, status: number, location: string): Promise<string> {
  return serve(t, (_req, res) => res.writeHead(status, { location }).end('moved'))
}

test('a GET follows a 302', async t => {
  const echo = await serveEcho(t)
  const from = await serveRedirect(t, 302, `${echo}/there`)
  const response = await requests.get(from)
  assert.equal(response.statusCode, 200)
  assert.equal(response.url, `${echo}/there`)
  assert.equal(response.redirected, true)
})

test('a call that is not redirected says so', async t => {
  assert.equal((await requests.get(await serveEcho(t))).redirected, false)
})

for (const [status, method] of [
  [301, 'GET'],
  [302, 'GET'],
  [303, 'GET'],
  [307, 'POST'],
  [308, 'POST'],
] as const) {
  test(`a POST that meets a ${status} goes on as a ${method}`, async t => {
    const from = await serveRedirect(t, status, await serveEcho(t))
    const seen = (await requests.post(from, { json: [1] })).json<Seen>()
    assert.equal(seen.method, method)
    assert.equal(seen.body, method === 'POST' ? '[1]' : '')
    assert.equal(seen.headers['content-type'], method === 'POST' ? 'application/json' : undefined)
  })
}

test('a HEAD stays a HEAD at a 303', async t => {
  const from = await serveRedirect(t, 303, await serveEcho(t))
  const response = await requests.head(from, { allowRedirects: true })
  assert.equal(response.request.method, 'HEAD')
  assert.equal(response.statusCode, 200)
})

test('a PUT keeps method and body at a 301', async t => {
  const from = await serveRedirect(t, 301, await serveEcho(t))
  const seen = (await requests.put(from, { data: 'x' })).json<Seen>()
  assert.deepEqual([seen.method, seen.body], ['PUT', 'x'])
})

test('allowRedirects: false gives the redirect itself', async t => {
  const response = await requests.get(await serveRedirect(t, 302, '/there'), { allowRedirects: false })
  assert.equal(response.statusCode, 302)
  assert.equal(response.headers.get('location'), '/there')
  assert.equal(response.text, 'moved')
  assert.equal(response.ok, true)
})

test('head() does not follow unless asked to', async t => {
  assert.equal((await requests.head(await serveRedirect(t, 302, '/there'))).statusCode, 302)
})

test("allowRedirects: 'same-origin' follows on the server that was called", async t => {
  const base = await serve(t, redirectOnce)
  const response = await requests.get(`${base}/old`, { allowRedirects: 'same-origin' })
  assert.equal(response.url, `${base}/new`)
})

test("allowRedirects: 'same-origin' goes nowhere else", async t => {
  const from = await serveRedirect(t, 302, await serveEcho(t))
  const response = await requests.get(from, { allowRedirects: 'same-origin' })
  assert.equal(response.statusCode, 302)
  assert.equal(new URL(response.url).origin, from)
})

test('a loop ends after 30 redirects as TooManyRedirects', async t => {
  let requestCount = 0
  const base = await serve(t, (_req, res) => {
    requestCount += 1
    res.writeHead(302, { location: '/again' }).end()
  })
  await assert.rejects(requests.get(base), error => {
    assert.ok(error instanceof TooManyRedirects)
    assert.equal(error.code, 'ERR_TOO_MANY_REDIRECTS')
    assert.equal(error.message, `more than 30 redirects from ${base}/, the last one at ${base}/again`)
    assert.equal(error.response?.statusCode, 302)
    return true
  })
  assert.equal(requestCount, 31)
})

test('a fragment lives on through a redirect that has none', async t => {
  const base = await serve(t, redirectOnce)
  assert.equal((await requests.get(`${base}/old#part`)).url, `${base}/new#part`)
})

test('a Location in UTF-8 is followed as UTF-8', async t => {
  const base = await serve(t, (req, res) => {
    if (req.url === '/old')
      res.setHeader('location', Buffer.from('/hello/Ünal').toString('latin1')).writeHead(302)
    res.end()
  })
  assert.equal((await requests.get(`${base}/old`)).url, `${base}/hello/%C3%9Cnal`)
})

test('a redirect to what is no http URL is an InvalidURL that names it', async t => {
  const from = await serveRedirect(t, 302, 'ftp://example.invalid/')
  await assert.rejects(requests.get(from), error => {
    assert.ok(error instanceof InvalidURL)
    assert.equal(error.code, 'ERR_INVALID_REDIRECT')
    assert.equal(error.message, 'redirected to what is no http URL: "ftp://example.invalid/"')
    return true
  })
})

test('Authorization goes along on one origin', async t => {
  const base = await serve(t, (req, res) => {
    if (req.url === '/old') res.writeHead(302, { location: '/new' }).end()
    else res.end(req.headers.authorization)
  })
  assert.match((await requests.get(`${base}/old`, { auth: ['u', 'p'] })).text, /^Basic /)
})

test('Authorization and cookies do not go along to another origin', async t => {
  const from = await serveRedirect(t, 302, await serveEcho(t))
  const seen = (await requests.get(from, { auth: ['u', 'p'], cookies: { secret: '1' } })).json<Seen>()
  assert.equal(seen.headers.authorization, undefined)
  assert.equal(seen.headers.cookie, undefined)
})

function redirectOnce(req: IncomingMessage, res: ServerResponse): void {
  if (req.url === '/old') res.writeHead(302, { location: '/new' })
  res.end()
}

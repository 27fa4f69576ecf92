import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { nextRequest } from '../../../client/requests/redirect.ts'
import { ConnectionError, InvalidURL, requests, TooManyRedirects } from '../../../client/requests.ts'
import { type Seen, serve, serveEcho } from '../servers.ts'
import { madeUpResponse } from './made-up.ts'
import { serveBytes, serveTcp } from './strange-servers.ts'

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

test("allowRedirects: 'same-origin' does not change the scheme on one host and port", async t => {
  const from = await serve(t, (req, res) =>
    res.writeHead(302, { location: `https://${req.headers.host}/` }).end(),
  )
  const response = await requests.get(from, { allowRedirects: 'same-origin' })
  assert.equal(response.statusCode, 302)
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

test('a fragment gives way to the one of the redirect', () => {
  assert.equal(follow('http://host.example/old#part', '/new#own')?.url, 'http://host.example/new#own')
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

for (const [from, to, goesAlong] of [
  ['http://host.example/', 'https://host.example/', true],
  ['https://host.example/', 'http://host.example/', false],
  ['http://host.example/', 'https://other.example/', false],
  ['http://host.example/', 'http://other.example/', false],
  ['http://host.example:5000/', 'https://host.example/', false],
  ['http://host.example/', 'https://host.example:5000/', false],
  ['http://host.example:5000/', 'https://host.example:5001/', false],
] as const) {
  test(`Authorization ${goesAlong ? 'goes along' : 'does not go along'} from ${from} to ${to}`, () => {
    assert.equal(follow(from, to)?.headers.has('authorization'), goesAlong)
  })
}

/** The request that a client without any server to it would send next. */
function follow(url: string, location: string) {
  const request = {
    method: 'GET',
    url,
    headers: new Headers({ authorization: 'Basic dTpw' }),
    body: undefined,
  }
  return nextRequest(madeUpResponse({ request, statusCode: 302, headers: new Headers({ location }) }), true)
}

/** What may be wrong with a body, as the fields of the header and the bytes behind it. */
const brokenBodies: Record<string, [fields: string, body: string]> = {
  'is cut short': ['Content-Length: 100', 'moved'],
  'has a broken chunk': ['Transfer-Encoding: chunked', 'none\r\nmoved\r\n0\r\n\r\n'],
  'ends within its chunks': ['Transfer-Encoding: chunked', '5\r\nmoved\r\n'],
  'is not the gzip that it is said to be': ['Content-Encoding: gzip\r\nContent-Length: 5', 'moved'],
}

function brokenRedirect(location: string, [fields, body]: [fields: string, body: string]): string {
  return `HTTP/1.1 302 Found\r\nLocation: ${location}\r\nSet-Cookie: seen=1\r\n${fields}\r\n\r\n${body}`
}

for (const [fault, parts] of Object.entries(brokenBodies)) {
  test(`a redirect whose body ${fault} is followed`, async t => {
    const from = await serveBytes(t, brokenRedirect(await serveEcho(t), parts))
    const response = await requests.get(from)
    assert.deepEqual([response.statusCode, response.redirected], [200, true])
  })

  test(`a redirect whose body ${fault} fails where it is not to be followed`, async t => {
    const from = await serveBytes(t, brokenRedirect(await serveEcho(t), parts))
    for (const allowRedirects of [false, 'same-origin'] as const) {
      await assert.rejects(requests.get(from, { allowRedirects }), { name: /^(ConnectionError|Content)/ })
    }
  })
}

test('a redirect whose body is longer than maxBytes is followed', async t => {
  const base = await serve(t, (req, res) => {
    if (req.url === '/old') res.writeHead(302, { location: '/new' })
    res.end(req.url === '/old' ? 'moved' : 'new')
  })
  assert.equal((await requests.get(`${base}/old`, { maxBytes: 3 })).text, 'new')
})

test('a cookie that comes with a redirect whose body is broken is kept', async t => {
  const from = await serveTcp(t, socket => {
    socket.once('data', data => {
      const isFirst = data.toString().startsWith('GET /old ')
      const cookie = /^cookie: (.*)$/im.exec(data.toString())?.[1] ?? 'none'
      const last = `HTTP/1.1 200 OK\r\nContent-Length: ${cookie.length}\r\n\r\n${cookie}`
      socket.end(isFirst ? brokenRedirect('/new', ['Content-Length: 100', 'moved']) : last)
    })
  })
  assert.equal((await requests.get(`${from}/old`)).text, 'seen=1')
})

test('an answer that redirects nowhere fails if its body is broken', async t => {
  const from = await serveBytes(t, 'HTTP/1.1 302 Found\r\nContent-Length: 100\r\n\r\nmoved')
  await assert.rejects(requests.get(from), ConnectionError)
})

test('a redirect whose body does not come to its end in time is a ReadTimeout', async t => {
  const from = await serveTcp(t, socket => {
    socket.once('data', () => socket.write(brokenRedirect('/new', ['Content-Length: 100', 'moved'])))
  })
  await assert.rejects(requests.get(from, { timeout: 0.3 }), { name: 'ReadTimeout' })
})

function redirectOnce(req: IncomingMessage, res: ServerResponse): void {
  if (req.url === '/old') res.writeHead(302, { location: '/new' })
  res.end()
}

import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { InvalidURL } from '../../../client/requests.ts'
import { openServer } from '../../../client/run/server.ts'
import { serve, serveEcho } from '../servers.ts'

type Flags = Parameters<typeof openServer>[1]

/** What a server sees of a request that is sent so. */
async function seen(t: TestContext, by: 'send' | 'sendAnonymously', flags: Partial<Flags> = {}) {
  const server = openServer({ baseUrl: await serveEcho(t), notes: [] }, { timeout: 10, ...flags })
  return JSON.parse((await server[by]('GET', '/a')).text)
}

for (const by of ['send', 'sendAnonymously'] as const) {
  test(`${by} takes a new connection for each call if that is wanted`, async t => {
    assert.equal((await seen(t, by, { fresh: true })).headers.connection, 'close')
    assert.equal((await seen(t, by)).headers.connection, 'keep-alive')
  })
}

test('credentials go with what is sent, unless it is sent anonymously', async t => {
  assert.equal((await seen(t, 'send', { bearer: 't' })).headers.authorization, 'Bearer t')
  assert.equal((await seen(t, 'sendAnonymously', { bearer: 't' })).headers.authorization, undefined)
})

test('a cookie goes with later calls, and never with those that are sent anonymously', async t => {
  const cookies: unknown[] = []
  const baseUrl = await serve(t, ({ headers }, response) => {
    cookies.push(headers.cookie)
    response.setHeader('set-cookie', 'sid=1').end()
  })
  const { send, sendAnonymously } = openServer({ baseUrl, notes: [] }, { timeout: 10 })
  for (const sending of [send, send, sendAnonymously, sendAnonymously]) await sending('GET', '/')
  assert.deepEqual(cookies, [undefined, 'sid=1', undefined, undefined])
})

test('a request goes below the base URL, and to no other machine', async t => {
  const baseUrl = await serveEcho(t)
  const server = openServer({ baseUrl: `${baseUrl}/app`, notes: [] }, { timeout: 10 })
  assert.equal(server.baseUrl, `${baseUrl}/app`)
  assert.equal(JSON.parse((await server.send('GET', '/a')).text).url, '/app/a')
  assert.equal(JSON.parse((await server.send('GET', `${baseUrl}/b`)).text).url, '/b')
  await assert.rejects(server.send('GET', 'http://other.example.org/'), InvalidURL)
})

test('an answer is read up to a mebibyte', async t => {
  const length = 1024 * 1024
  const baseUrl = await serve(t, ({ url = '' }, response) => response.end('x'.repeat(Number(url.slice(1)))))
  const { send } = openServer({ baseUrl, notes: [] }, { timeout: 10 })
  assert.equal((await send('GET', `/${length}`)).text.length, length)
  await assert.rejects(send('GET', `/${length + 1}`), /longer than 1048576 bytes/)
})

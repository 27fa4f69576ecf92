import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RequestException, requests, Session } from '../../../client/requests.ts'
import { type Seen, serveEcho } from '../servers.ts'

test('a Content-Type of the caller goes before the one for json', async t => {
  const headers = { 'Content-Type': 'application/problem+json' }
  const response = await requests.post(await serveEcho(t), { json: {}, headers })
  assert.equal(response.json<Seen>().headers['content-type'], 'application/problem+json')
})

test('a POST with nothing in it says that its length is 0', async t => {
  const seen = (await requests.post(await serveEcho(t))).json<Seen>()
  assert.equal(seen.headers['content-length'], '0')
})

for (const method of ['get', 'head'] as const) {
  test(`a ${method} with a body is refused with a word on what to do, since fetch does not send it`, async () => {
    await assert.rejects(requests[method]('http://localhost:2/', { json: {} }), error => {
      assert.ok(error instanceof RequestException)
      assert.equal(error.code, 'ERR_BODY_NOT_ALLOWED')
      assert.match(error.hint ?? '', /params/)
      return true
    })
  })
}

test('a Content-Length of the caller is not believed', async t => {
  const response = await requests.post(await serveEcho(t), {
    data: 'abcdef',
    headers: { 'Content-Length': '3' },
  })
  assert.equal(response.json<Seen>().body, 'abcdef')
})

test('auth is sent as HTTP Basic', async t => {
  const seen = (await requests.get(await serveEcho(t), { auth: ['user', 'pässword'] })).json<Seen>()
  assert.equal(seen.headers.authorization, `Basic ${Buffer.from('user:pässword').toString('base64')}`)
})

test('user name and password of a URL are sent as HTTP Basic and leave the URL', async t => {
  const base = await serveEcho(t)
  const response = await requests.get(`${base.replace('://', '://user:p%40ss%@')}/name`)
  assert.equal(
    response.json<Seen>().headers.authorization,
    `Basic ${Buffer.from('user:p@ss%').toString('base64')}`,
  )
  assert.equal(response.url, `${base}/name`)
})

test('auth goes before the user name of the URL', async t => {
  const url = (await serveEcho(t)).replace('://', '://from:url@')
  const response = await new Session({ auth: ['from', 'session'] }).get(url)
  assert.equal(
    response.json<Seen>().headers.authorization,
    `Basic ${Buffer.from('from:session').toString('base64')}`,
  )
})

test('request() writes the method in upper case, which fetch leaves undone for patch', async t => {
  const response = await requests.request('patch', await serveEcho(t))
  assert.equal(response.json<Seen>().method, 'PATCH')
})

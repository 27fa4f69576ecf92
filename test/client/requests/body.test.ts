import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InvalidJSONError, requests } from '../../../client/requests.ts'
import { type Seen, serveEcho } from '../servers.ts'

test('json is sent as JSON, and says so', async t => {
  const seen = (await requests.post(await serveEcho(t), { json: { a: [2, 4], b: [5, 6] } })).json<Seen>()
  assert.equal(seen.body, '{"a":[2,4],"b":[5,6]}')
  assert.equal(seen.headers['content-type'], 'application/json')
})

test('json can be any value: null, false and 0 are sent', async t => {
  const base = await serveEcho(t)
  for (const value of [null, false, 0, '']) {
    assert.equal((await requests.post(base, { json: value })).json<Seen>().body, JSON.stringify(value))
  }
})

test('data goes before json', async t => {
  const seen = (
    await requests.post(await serveEcho(t), { data: { foo: 'bar' }, json: { ignored: 1 } })
  ).json<Seen>()
  assert.equal(seen.body, 'foo=bar')
  assert.equal(seen.headers['content-type'], 'application/x-www-form-urlencoded')
})

test('empty data gives way to json', async t => {
  assert.equal((await requests.post(await serveEcho(t), { data: {}, json: 1 })).json<Seen>().body, '1')
})

test('an object as data is sent as a form, lists repeated', async t => {
  const response = await requests.post(await serveEcho(t), { data: { k: ['a', 'b'], n: null, s: 'x y' } })
  assert.equal(response.json<Seen>().body, 'k=a&k=b&s=x+y')
})

test('a list of pairs as data is sent as a form', async t => {
  const seen = (
    await requests.post(await serveEcho(t), {
      data: [
        ['b', 1],
        ['a', 2],
      ],
    })
  ).json<Seen>()
  assert.equal(seen.body, 'b=1&a=2')
  assert.equal(seen.headers['content-type'], 'application/x-www-form-urlencoded')
})

test('text as data is sent as it is, without the text/plain that fetch adds', async t => {
  const seen = (await requests.post(await serveEcho(t), { data: '{"ä": 1}' })).json<Seen>()
  assert.equal(seen.body, '{"ä": 1}')
  assert.equal(seen.headers['content-type'], undefined)
})

test('bytes as data are sent as they are', async t => {
  const seen = (
    await requests.post(await serveEcho(t), { data: new TextEncoder().encode('a=b') })
  ).json<Seen>()
  assert.equal(seen.body, 'a=b')
  assert.equal(seen.headers['content-type'], undefined)
})

for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
  test(`${value} in json is refused before anything is sent`, async () => {
    await assert.rejects(requests.post('http://localhost:2/', { json: { x: [1, value] } }), error => {
      assert.ok(error instanceof InvalidJSONError)
      assert.equal(error.message, `json has ${value} at "1", which JSON cannot express`)
      return true
    })
  })
}

test('NaN that is all of json is refused without a place', async () => {
  const message = 'json has NaN, which JSON cannot express'
  await assert.rejects(requests.post('http://localhost:2/', { json: Number.NaN }), { message })
})

test('what JSON cannot express is refused: a loop, a function, a bigint', async () => {
  const loop: { self?: unknown } = {}
  loop.self = loop
  for (const json of [loop, () => 1, 1n]) {
    await assert.rejects(requests.post('http://localhost:2/', { json }), error => {
      assert.ok(error instanceof InvalidJSONError)
      assert.equal(error.code, 'ERR_INVALID_JSON')
      assert.match(error.message, /^json cannot be /)
      return true
    })
  }
})

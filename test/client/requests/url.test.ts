import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InvalidURL, type Pairs, requests } from '../../../client/requests.ts'
import { type Seen, serveEcho } from '../servers.ts'

const unusable = [
  ['hiwpefhipowhefopw', /^no scheme in URL "hiwpefhipowhefopw"$/],
  ['localhost:3128', /^no scheme in URL "localhost:3128"$/],
  ['localhost.localdomain:3128/', /^no scheme/],
  ['10.122.1.1:3128/', /^no scheme/],
  ['http://', /^no host in URL "http:\/\/"$/],
  ['http:///path', /^no host/],
  ['ftp://example.invalid/', /^neither http:\/\/ nor https:\/\/ in URL/],
  ['http://fe80::5054:ff:fe5a:fc0', /^not a URL: "http:\/\/fe80::5054:ff:fe5a:fc0"$/],
  ['http://localhost:123456/', /^not a URL/],
] as const

for (const [url, message] of unusable) {
  test(`${url} is an InvalidURL`, async () => {
    await assert.rejects(requests.get(url), error => {
      assert.ok(error instanceof InvalidURL)
      assert.equal(error.code, 'ERR_INVALID_URL')
      assert.match(error.message, message)
      return true
    })
  })
}

test('the hint for a URL without a scheme says what to write', async () => {
  await assert.rejects(requests.get('vcm-3461:5000'), { hint: 'Write http:// or https:// before it.' })
})

const queries: [name: string, path: string, params: Pairs, sent: string][] = [
  ['a list repeats its name', '/get', { k: ['a', 'b'] }, '/get?k=a&k=b'],
  ['null and undefined are left out', '/get', { a: 1, n: null, u: undefined }, '/get?a=1'],
  ['null in a list is left out', '/get', { k: ['a', null, 'b'] }, '/get?k=a&k=b'],
  ['numbers and booleans are written out', '/get', { n: 1.5, yes: true }, '/get?n=1.5&yes=true'],
  ['the order is kept', '/get', { z: 1, a: 1, k: 1, d: 1 }, '/get?z=1&a=1&k=1&d=1'],
  [
    'a list of pairs keeps its order, too',
    '/get',
    [
      ['b', 1],
      ['a', 2],
      ['b', 3],
    ],
    '/get?b=1&a=2&b=3',
  ],
  ['text is added as it is', '/get', 'a=b', '/get?a=b'],
  ['they come behind the query that is there', '/get?x=%20y', { a: 1 }, '/get?x=%20y&a=1'],
  ['they come before the fragment', '/path?key=value#fragment', { a: 'b' }, '/path?key=value&a=b'],
  ['a space is sent as +, other characters escaped', '/get', { q: 'ä &=?' }, '/get?q=%C3%A4+%26%3D%3F'],
  ['no params leave the URL alone', '/get?a', {}, '/get?a'],
]

for (const [name, path, params, sent] of queries) {
  test(`params: ${name}`, async t => {
    const response = await requests.get((await serveEcho(t)) + path, { params })
    assert.equal(response.json<Seen>().url, sent)
  })
}

test('the fragment is not sent, but stays in the URL of the response', async t => {
  const base = await serveEcho(t)
  const response = await requests.get(`${base}/path#fragment`, { params: { a: 'b' } })
  assert.equal(response.url, `${base}/path?a=b#fragment`)
})

test('spaces and letters beyond ASCII in a path are escaped', async t => {
  const response = await requests.get(`${await serveEcho(t)}/hello/Grace Höpper`)
  assert.equal(response.json<Seen>().url, '/hello/Grace%20H%C3%B6pper')
})

test('blanks around a URL do no harm', async t => {
  const response = await requests.get(`  ${await serveEcho(t)}/name\n`)
  assert.equal(response.json<Seen>().url, '/name')
})

test('a URL object will do', async t => {
  const response = await requests.get(new URL('/name', await serveEcho(t)))
  assert.equal(response.json<Seen>().url, '/name')
})

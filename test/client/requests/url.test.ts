import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLoopback, joinUrl, machineOf, parseUrl, portOf, targetOf } from '../../../client/requests/url.ts'
import { InvalidURL, type Pairs, requests } from '../../../client/requests.ts'
import { type Seen, serveEcho } from '../servers.ts'

const unusable = [
  ['hiwpefhipowhefopw', /^no scheme in URL "hiwpefhipowhefopw"$/],
  ['localhost:3128', /^no scheme in URL "localhost:3128"$/],
  ['localhost.localdomain:3128/', /^no scheme/],
  ['10.122.1.1:3128/', /^no scheme/],
  ['localhost:3128/?to=http://localhost/', /^no scheme/],
  ['http://', /^no host in URL "http:\/\/"$/],
  ['http:///path', /^no host/],
  ['http:///?to=http://localhost/', /^no host/],
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
  ['a query that begins with a ? keeps it', '/get??a', {}, '/get??a'],
  ['text that begins with a ? keeps it', '/get', '?a', '/get??a'],
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

for (const [baseUrl, path, whole] of [
  ['http://host', '/name', 'http://host/name'],
  ['http://host/', 'hello/Ada', 'http://host/hello/Ada'],
  ['http://host/api//', '/name', 'http://host/api/name'],
  ['http://host', '//other/name', 'http://host/other/name'],
  ['http://host', '/at:noon', 'http://host/at:noon'],
  ['http://host/api', '', 'http://host/api'],
  ['http://host/api', '?a=1', 'http://host/api?a=1'],
  ['http://host/api', '#part', 'http://host/api#part'],
  ['http://host', 'HTTPS://other/name', 'HTTPS://other/name'],
] as const) {
  test(`"${path}" behind ${baseUrl} is ${whole}`, () => assert.equal(joinUrl(baseUrl, path), whole))
}

for (const [written, auth] of [
  ['user:p%40ss@', ['user', 'p@ss']],
  ['token@', ['token', '']],
  [':secret@', ['', 'secret']],
  ['', undefined],
] as const) {
  test(`"${written}" before the host is ${auth ? 'a user name and a password' : 'neither'}`, () => {
    const { url, auth: found } = parseUrl(`https://${written}host.example/`)
    assert.deepEqual([url.href, found], ['https://host.example/', auth])
  })
}

for (const [text, machine, port, target] of [
  ['http://host.example', 'host.example', '80', 'host.example:80'],
  ['https://host.example', 'host.example', '443', 'host.example:443'],
  ['https://host.example:5000', 'host.example', '5000', 'host.example:5000'],
  ['http://[fe80::1]:5000', 'fe80::1', '5000', '[fe80::1]:5000'],
] as const) {
  test(`${text} calls port ${port} of ${machine}`, () => {
    const url = new URL(text)
    assert.deepEqual([machineOf(url), portOf(url), targetOf(url)], [machine, port, target])
  })
}

for (const host of ['localhost', '127.0.0.1', '127.200.30.4', '[::1]']) {
  test(`${host} is this machine`, () => assert.equal(isLoopback(new URL(`http://${host}:5000`)), true))
}

for (const host of ['vcm-3461.example', '10.0.0.127', '127.0.0.1.example', '[::2]']) {
  test(`${host} is another machine`, () => assert.equal(isLoopback(new URL(`http://${host}:5000`)), false))
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SentKey } from '../../../client/run/security.ts'
import { withKeys } from '../../../client/run/with-keys.ts'
import { hidden } from '../../../client/secrets.ts'

const inQuery: SentKey = { in: 'query', name: 'a key', value: 'x&yz' }
const inHeader: SentKey = { in: 'header', name: 'X-Key', value: 's3cret' }
const inCookie: SentKey = { in: 'cookie', name: 'sid', value: 'a;bc' }

const requests: [
  what: string,
  given: [path: string, headers?: Record<string, string>],
  keys: SentKey[],
  sent: [path: string, headers?: Record<string, string>],
][] = [
  ['no key', ['/a?b=1', { a: 'b' }], [], ['/a?b=1', { a: 'b' }]],
  ['a key of the query', ['/a'], [inQuery], ['/a?a+key=x%26yz']],
  ['a key of the query beside others', ['/a?b=1,2&&c'], [inQuery], ['/a?b=1,2&c&a+key=x%26yz']],
  ["a key of the query in place of an example's", ['/a?a%20key=1&a+key&b'], [inQuery], ['/a?b&a+key=x%26yz']],
  ['a key of a header', ['/a'], [inHeader], ['/a', { 'X-Key': 's3cret' }]],
  [
    "a key of a header in place of an example's",
    ['/a', { 'x-key': 'x', y: 'z' }],
    [inHeader],
    ['/a', { y: 'z', 'X-Key': 's3cret' }],
  ],
  ['a key of a cookie', ['/a', { y: 'z' }], [inCookie], ['/a', { y: 'z', cookie: 'sid=a%3Bbc' }]],
  [
    "a key of a cookie beside others, in place of an example's",
    ['/a', { Cookie: 'lang=de;sid=1;  sidecar=2; ' }],
    [inCookie],
    ['/a', { cookie: 'lang=de; sidecar=2; sid=a%3Bbc' }],
  ],
  [
    'several keys',
    ['/a'],
    [inQuery, inHeader, inCookie],
    ['/a?a+key=x%26yz', { 'X-Key': 's3cret', cookie: 'sid=a%3Bbc' }],
  ],
]

for (const [what, [path, headers], keys, [sentPath, sentHeaders]] of requests) {
  test(`${what} goes with a request`, () => {
    const given = { path, options: { json: 1, ...(headers && { headers }) } }
    assert.deepEqual(withKeys(given.path, given.options, keys), {
      path: sentPath,
      options: { json: 1, ...(sentHeaders && { headers: sentHeaders }) },
    })
  })
}

test('a cookie keeps what may stand in it, and all else is percent-encoded', () => {
  const cookie = (value: string) => withKeys('/', {}, [{ ...inCookie, value }]).options.headers
  for (const value of ['', '!#+-:<[]~aZ09=']) assert.deepEqual(cookie(value), { cookie: `sid=${value}` })
  for (const value of ['a b', 'a"', 'a,b', 'a\\b', 'é', ';a'])
    assert.deepEqual(cookie(value), { cookie: `sid=${encodeURIComponent(value)}` })
})

test('a key is not printed as it is sent', () => {
  withKeys('/', {}, [
    { in: 'query', name: 'k', value: 'first secret' },
    { in: 'cookie', name: 'k', value: 'second secret' },
    { in: 'header', name: 'K', value: 'third-secret' },
  ])
  assert.equal(hidden('first+secret, k=second%20secret, third-secret'), '…, …, …')
})

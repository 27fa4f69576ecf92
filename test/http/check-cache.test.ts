import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkRoutes } from '../../src/http/check-routes.ts'
import type { Endpoint } from '../../src/http/endpoint.ts'
import { apiKey, bearer } from '../../src/http/guard.ts'
import type { Route } from '../../src/http/route.ts'
import { faultsOf, routeWith } from './wrong-table.ts'

const guard = bearer(() => false)

/** What is wrong, the entry, and what is said of it. */
const faults: Record<string, [changes: Partial<Route>, said: RegExp, endpoint?: Endpoint]> = {
  'a word that is misspelt': [
    { cache: 'public, maxage=60' },
    /^its cache has maxage, which means nothing; is max-age meant\?$/,
  ],
  'a word in capitals': [
    { cache: 'Public, max-age=60' },
    /^its cache has Public, which means nothing; is public meant\?$/,
  ],
  'a word that means nothing': [
    { cache: 'max-age=60, for-an-hour' },
    /^its cache has for-an-hour, which means nothing$/,
  ],
  'a name that every object has': [
    { cache: 'max-age=60, constructor' },
    /^its cache has constructor, which means nothing$/,
  ],
  'semicolons in place of commas': [
    { cache: 'public; max-age=60' },
    /^its cache has "public; max-age", which means nothing/,
  ],
  'a line break': [
    { cache: 'max-age=60,\r\nSet-Cookie: a=b' },
    /^its cache has "Set-Cookie: a", which means nothing$/,
  ],
  'a line break in a value': [
    { cache: 'max-age=60\r\n' + 'X: 1' },
    /^its cache has "max-age=60\\r\\nX: 1"; max-age takes a number of seconds/,
  ],
  'a control character': [
    { cache: 'public\0, max-age=1' },
    /^its cache has "public\\u0000", which means nothing$/,
  ],
  'a comma at the end': [{ cache: 'max-age=60,' }, /^its cache has "", which means nothing$/],
  'no word at all': [{ cache: '' }, /^its cache has "", which means nothing$/],
  'a time without seconds': [
    { cache: 'max-age' },
    /^its cache has max-age; max-age takes a number of seconds, such as max-age=60$/,
  ],
  'a time in minutes': [
    { cache: 'max-age=1m' },
    /^its cache has max-age=1m; max-age takes a number of seconds/,
  ],
  'a time with another value': [{ cache: 'max-age=a=1' }, /^its cache has max-age=a=1; max-age takes/],
  'a time below zero': [
    { cache: 'max-age=-1' },
    /^its cache has max-age=-1; max-age takes a number of seconds/,
  ],
  'a value where there is none': [
    { cache: 'public=1, max-age=60' },
    /^its cache has public=1; public stands by itself, without a value$/,
  ],
  'a word twice': [{ cache: 'max-age=60, max-age=70' }, /^its cache has max-age twice$/],
  'what is for all and for one': [
    { cache: 'public, private, max-age=60' },
    /^its cache is public and private at once; leave one of them out$/,
  ],
  'no time': [{ cache: 'public' }, /^its cache does not say for how long, .* add max-age=60, say$/],
  'a number of seconds alone': [
    { cache: 60 as never },
    /^its cache is 60; write a text, as Cache-Control has it: 'public, max-age=60'$/,
  ],
  'an answer to a POST': [
    { cache: 'max-age=60' },
    /^it has cache, but caches keep what a GET answers, and not a POST .*; leave it out$/,
    'POST /a',
  ],
  'an answer to a DELETE': [{ cache: 'max-age=60' }, /^it has cache, .* not a DELETE/, 'DELETE /a'],
  'a header that the handler sets, too': [
    { cache: 'max-age=60', sets: { 'cache-control': 'As it comes' } },
    /^it has cache, and sets has Cache-Control, too; leave one of them out$/,
  ],
  'a public answer behind a guard': [
    { cache: 'public, max-age=60', guard },
    /^it has a guard, and its cache lets a proxy hand one user's answer to others .*; write private, max-age=60$/,
  ],
  'an answer behind a guard, for nobody in particular': [
    { cache: 'max-age=60', guard },
    /write private, max-age=60$/,
  ],
  'an answer behind a key, for shared caches': [
    { cache: 's-maxage=60', guard: apiKey('X-Key', () => false) },
    /write private, max-age=60$/,
  ],
}

for (const [fault, [changes, said, endpoint = 'GET /a']] of Object.entries(faults)) {
  test(`${fault} stops the program, which says only that`, () => {
    const found = faultsOf({ culprit: routeWith(endpoint, changes) })
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0] as string, said)
  })
}

const right: [cache: string, guarded?: Route['guard']][] = [
  ['public, max-age=60'],
  ['max-age=0,must-revalidate'],
  ['public, max-age=31536000, immutable'],
  ['public, s-maxage=60, max-age=5, stale-while-revalidate=30, stale-if-error=300'],
  ['public, max-age=60, proxy-revalidate'],
  ['must-understand, no-store'],
  ['no-cache'],
  ['no-store'],
  ['private, max-age=60, no-transform', guard],
  ['no-cache', guard],
  ['no-store', guard],
]

for (const [cache, guarded] of right) {
  test(`${cache} is right${guarded ? ' behind a guard' : ''}`, () => {
    checkRoutes({ right: routeWith('GET /a', { cache, guard: guarded }) })
  })
}

test('an answer that caches may keep may set other headers', () => {
  checkRoutes({ right: routeWith('GET /a', { cache: 'max-age=60', sets: { ETag: 'Its version' } }) })
})

test('an entry need not speak of caches', () => {
  checkRoutes({ right: routeWith('GET /a'), write: routeWith('POST /a') })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { shapeFaults, unknownKeys } from '../../src/http/check-shape.ts'
import { group, merge } from '../../src/http/group.ts'
import { bearer, only } from '../../src/http/guard.ts'
import { type Route, type Routes, route } from '../../src/http/route.ts'
import { messageOf, routeWith } from './wrong-table.ts'

/** What the compiler would refuse, as it may reach the program where nothing checks types. */
const unchecked = <T>(value: unknown) => value as T

const wrong: Record<string, [route: Route, message: RegExp]> = {
  'a misspelt guard, which would let in everybody': [
    unchecked({ ...routeWith('GET /'), gaurd: bearer(() => 1) }),
    /it has gaurd, which means nothing; is guard meant\?$/,
  ],
  'a word that is like no other': [
    unchecked({ ...routeWith('GET /'), authentication: true }),
    /it has authentication, which means nothing$/,
  ],
  'a misspelt problem in an example': [
    routeWith('GET /', { examples: [{ returns: {} }, unchecked({ problems: 404 })] }),
    /an example has problems, which means nothing; is problem meant\?/,
  ],
  'no handler': [unchecked({ ...routeWith('GET /'), handler: undefined }), /has no handler/],
  'no returns': [
    unchecked({ ...routeWith('GET /'), returns: undefined }),
    /entry \(GET \/\): it has no returns, the schema of its answer$/,
  ],
  'fields without z.object() around them': [
    unchecked({ ...routeWith('GET /'), returns: { pong: z.boolean() } }),
    /entry \(GET \/\): its returns is no schema; write z\.object\(\{ … \}\) around the fields$/,
  ],
  'one example in place of a list': [
    unchecked(
      route('GET /', unchecked({ ...routeWith('GET /'), endpoint: 'GET /', examples: { returns: {} } })),
    ),
    /entry \(GET \/\): its examples are no list; write \[ … \] around them$/,
  ],
  'no examples': [
    unchecked(route('GET /', unchecked({ ...routeWith('GET /'), endpoint: 'GET /', examples: undefined }))),
    /entry \(GET \/\): it has no example, so that nothing can show, call or test it$/,
  ],
  'a method in small letters': [
    routeWith(unchecked('get /a')),
    /'get \/a' is no method, one space and a path; write 'GET \/a', or POST, PUT, PATCH, DELETE in place of GET$/,
  ],
  'a path without a method': [routeWith(unchecked('/a')), /'\/a' is no method.*write 'GET \/a', or/],
  'two spaces': [routeWith(unchecked('POST  /a')), /write 'POST \/a', or GET,/],
  'two methods': [routeWith(unchecked('GET,POST /a')), /write 'GET \/a', or POST/],
  'a function in place of a guard': [
    unchecked({ ...routeWith('GET /'), guard: () => ({ id: 'ada' }) }),
    /its guard is none; bearer\(…\)/,
  ],
  'nothing in place of a guard': [
    unchecked({ ...routeWith('GET /'), guard: null }),
    /its guard is none; bearer\(…\)/,
  ],
}
for (const [name, [entry, message]] of Object.entries(wrong)) {
  test(`${name} stops the program`, () => assert.match(messageOf({ entry }), message))
}

test('an entry with a guard has the right shape', () => {
  assert.deepEqual([...shapeFaults(routeWith('GET /', { guard: bearer(() => 1) }))], [])
})

test('examples that are no list are left to the check that says so', () => {
  assert.deepEqual([...shapeFaults(unchecked({ ...routeWith('GET /'), examples: {} }))], [])
})

test('a word with three wrong letters is still known, one with four is another', () => {
  const said = (key: string) => unknownKeys('it', { [key]: 1 }, ['examples'])
  assert.deepEqual(said('examp'), ['it has examp, which means nothing; is examples meant?'])
  assert.deepEqual(said('exam'), ['it has exam, which means nothing'])
})

const table = { a: routeWith('GET /a') }

test('a misspelt guard of a group stops the program', () => {
  assert.throws(
    () => group(unchecked<{ tag: string }>({ gaurd: bearer(() => 1) }), table),
    /gaurd.*is guard meant\?/,
  )
})

for (const prefix of ['/v1/', 'v1', '//v1']) {
  test(`the prefix ${prefix} stops the program, and is named`, () => {
    assert.throws(() => group({ prefix: unchecked<'/v1'>(prefix) }, table), {
      message: /prefix \/?\/?v1\/?; it begins/,
    })
  })
}

test('an entry in place of a table stops the program', () => {
  assert.throws(() => merge(unchecked<Routes>(table.a)), /merge\(\) takes tables/)
  assert.throws(() => group({ tag: 'A' }, unchecked<Routes>(table.a)), /group\(\) takes tables/)
})

test('a list of tables in place of tables stops the program', () => {
  assert.throws(() => merge(unchecked<Routes>([table, table])), /merge\(\) takes tables/)
})

test('only() without a function stops the program', () => {
  assert.throws(
    () =>
      only(
        bearer(() => 1),
        unchecked('admin'),
      ),
    /a function that says who may/,
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../../client/call.ts'
import { chosen } from '../../../client/plan/only.ts'

/** Authors have books: a book is made from an author, and each is deleted by its id. */
const calls: Call[] = [
  make('POST /authors'),
  make('POST /books', 'POST /authors'),
  make('GET /books/{id}', 'POST /books'),
  make('DELETE /books/{id}', 'POST /books'),
  make('DELETE /authors/{id}', 'POST /authors'),
  make('GET /health'),
]

function make(name: string, source?: string): Call {
  const [method = '', path = ''] = name.split(' ')
  const need = { call: source ?? '', value: '$response.body#/id', into: '$request.path.id' }
  return { name, method, path, ...(source !== undefined && { needs: [need] }) }
}

const cases: [only: string, names: string[]][] = [
  ['GET /health', ['GET /health']],
  ['POST /authors', ['POST /authors']],
  [
    'GET /books',
    ['POST /authors', 'POST /books', 'GET /books/{id}', 'DELETE /books/{id}', 'DELETE /authors/{id}'],
  ],
  ['POST /books', ['POST /authors', 'POST /books', 'DELETE /books/{id}', 'DELETE /authors/{id}']],
]

for (const [only, names] of cases) {
  test(`--only "${only}" takes along what it needs, and what deletes that again in an order that works`, () => {
    assert.deepEqual(
      chosen(calls, only).map(({ name }) => name),
      names,
    )
  })
}

test('without --only, all calls are made', () => assert.equal(chosen(calls, undefined), calls))

test('a text that no call has is an error, which names each call once', () => {
  assert.throws(() => chosen([...calls.slice(-1), ...calls.slice(-2)], 'PUT'), {
    name: 'UsageError',
    message: 'no call contains "PUT"; there are: GET /health, DELETE /authors/{id}',
  })
})

/** Of calls with these names and other fields, those that --only takes, by their places. */
function placesOf(only: string, given: Call[]): number[] {
  return chosen(given, only).map(call => given.indexOf(call))
}

const source = make('POST /a')
const refused: Call = { ...source, expect: { status: [400] } }
const user = make('GET /a/{id}', 'POST /a')
const waiting: Call = { ...user, needs: [{ call: 'POST /a' }] }

const taken: [title: string, given: Call[], places: number[]][] = [
  ['of several calls of one name, the first gives the value', [source, { ...source }, user], [0, 2]],
  ['one that is to be refused gives none', [refused, source, user], [1, 2]],
  ['one that is skipped gives none', [{ ...source, skip: 'why' }, source, user], [1, 2]],
  ['but where there is no other, it is named', [{ ...source, skip: 'why' }, user], [0, 1]],
  [
    'a value that nothing gives takes nothing along',
    [make('GET /b'), user, make('DELETE /a/{id}', 'GET /a/{id}')],
    [1],
  ],
  [
    'what has to be done before is all that stands before',
    [source, { ...source }, waiting, { ...source }],
    [0, 1, 2],
  ],
]

for (const [title, given, places] of taken) {
  test(`${title}, with --only`, () => assert.deepEqual(placesOf('GET /a/', given), places))
}

test('what is deleted by values of two calls is deleted, though --only takes one of them', () => {
  const both: Call = {
    ...make('DELETE /a/{id}', 'POST /a'),
    needs: [...(user.needs ?? []), { call: 'POST /b' }],
  }
  assert.deepEqual(placesOf('GET /a/', [source, make('POST /b'), user, both]), [0, 1, 2, 3])
})

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

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '../../client/call.ts'
import { evaluated, isDynamic } from '../../client/runtime-expression.ts'

const call: Call = {
  name: 'POST /users/{user}/notes',
  method: 'POST',
  path: '/api/users/a%20b/notes?q=x',
  headers: { 'X-Of': 'me' },
  json: { text: 'hi', tags: ['t'] },
}
const request = {
  method: 'POST',
  url: 'http://h/api/users/a%20b/notes?q=x',
  headers: new Headers({ authorization: 'Bearer secret' }),
  body: undefined,
}
const headers = new Headers({ location: '/notes/7' })
const answer = { status: 201, reason: '', headers, body: '{"id":7,"a/b":[{"c":null}]}', request }

const values: [expression: string, value: unknown][] = [
  ['$url', request.url],
  ['$method', 'POST'],
  ['$statusCode', 201],
  ['$request.path.user', 'a b'],
  ['$request.query.q', 'x'],
  ['$request.header.x-of', 'me'],
  ['$request.body', call.json],
  ['$request.body#/tags/0', 't'],
  ['$response.header.Location', '/notes/7'],
  ['$response.body', JSON.parse(answer.body)],
  ['$response.body#/id', 7],
  ['$response.body#/a~1b/0/c', null],
  ['n-{$response.body#/id}-{$method}', 'n-7-POST'],
  ['$response.body#/none', undefined],
  ['n-{$response.body#/none}', undefined],
  ['$request.path.none', undefined],
  ['$response.header.none', undefined],
]

for (const [expression, value] of values) {
  test(`${expression} is ${JSON.stringify(value)}`, () => {
    assert.deepEqual(evaluated(expression, { call, answer }), value)
  })
}

test('credentials of the command line are nothing that an expression can name', () => {
  assert.equal(evaluated('$request.header.authorization', { call, answer }), undefined)
})

test('a text that only looks like an expression stands for itself', () => {
  for (const text of ['$5', '{id}', '{$5}', '$request', 'x $url', '$response.body.id']) {
    assert.equal(isDynamic(text), false, text)
  }
})

test('a body that is no JSON is a text', () => {
  assert.equal(evaluated('$response.body', { call, answer: { ...answer, body: 'abc' } }), 'abc')
})

test('a parameter is found in a path that had a placeholder, too', () => {
  const named: Call = {
    name: 'GET /users/{{run}}/notes/{id}',
    method: 'GET',
    path: '/users/123456780/notes/7',
  }
  assert.equal(evaluated('$request.path.id', { call: named, answer }), '7')
})

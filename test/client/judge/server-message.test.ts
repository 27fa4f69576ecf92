import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serverMessage } from '../../../client/judge/server-message.ts'

const fault = (msg: unknown, loc: unknown) => ({ detail: [{ msg, loc }] })

const messages: [what: string, body: unknown, message: string][] = [
  ['the detail of a problem', { title: 'Bad Request', status: 400, detail: 'a is missing' }, 'a is missing'],
  ['a message', { error: 'Bad Request', message: 'a is missing' }, 'a is missing'],
  ['an error', { title: 'Oops', error: 'a is missing' }, 'a is missing'],
  ['a title, where there is no more', { title: 'Bad Request', detail: 5 }, 'Bad Request'],
  ['all of an object that has none of these', { code: 7, error: { a: 1 } }, '{"code":7,"error":{"a":1}}'],
  ['a text', 'no such\n  note', 'no such note'],
  ['a list', '["a is missing"]', '["a is missing"]'],
  ["a page's first paragraph", '<!doctype html><h1>Oops</h1><p>no such note</p><p>more</p>', 'no such note'],
  ['a fault of a field', fault('is missing', ['body', 'x']), 'x: is missing'],
  ['a fault within a field', fault('is missing', ['body', 'a', 0, 'x']), 'a[0].x: is missing'],
  ['a fault of an item of the body', fault('is missing', ['body', 0, 'x']), 'body[0].x: is missing'],
  ['a fault of the body as a whole', fault('is missing', ['body']), 'body: is missing'],
  ['a fault of the query', fault('is missing', ['query', 'x', 'y']), 'query x.y: is missing'],
  ['a fault of nothing in particular', fault('is missing', []), 'is missing'],
  ['a fault at a place that is no text', fault('is missing', [{ a: 1 }, null]), '{"a":1} null: is missing'],
  ['all of a fault without words', fault(5, ['body']), '{"detail":[{"msg":5,"loc":["body"]}]}'],
  ['all of a fault without a place', fault('x', 'body'), '{"detail":[{"msg":"x","loc":"body"}]}'],
  ['all of a fault that is no object', { detail: ['x'] }, '{"detail":["x"]}'],
  ['all of a list of no faults', { detail: [] }, '{"detail":[]}'],
]

for (const [what, body, message] of messages) {
  test(`of an error answer, the words are ${what}`, () => {
    assert.equal(serverMessage(typeof body === 'string' ? body : JSON.stringify(body)), message)
  })
}

test('several faults are told one behind the other', () => {
  const detail = ['x', 'y'].map(name => ({ loc: ['query', name], msg: 'is missing' }))
  assert.equal(serverMessage(JSON.stringify({ detail })), 'query x: is missing; query y: is missing')
})

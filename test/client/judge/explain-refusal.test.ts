import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../../client/call.ts'
import { explainRefusal } from '../../../client/judge/explain-refusal.ts'

function explained(message: string, json: unknown = { a: [2, 4], b: [5, 6] }) {
  const call = { name: 'POST /a', method: 'POST', path: '/a', ...(json !== undefined && { json }) }
  const request = { method: 'POST', url: 'http://h/a', headers: new Headers(), body: undefined }
  const body = JSON.stringify({ detail: message })
  const answer: Answer = { status: 400, reason: 'Bad Request', headers: new Headers(), body, request }
  return explainRefusal(call, answer)
}

const plain = [
  'a must be a list of two numbers',
  "KeyError: 'b'",
  'body.a[0]: expected number',
  'The field b is not in the JSON body',
  'missing a',
  'coordinates must not be negative',
]

for (const message of plain) {
  test(`"${message}" says what is wrong, and needs no hint`, () => {
    assert.deepEqual(explained(message), { problem: `the server says: ${message}` })
  })
}

const vague = [
  'Bad Request',
  '400 Bad Request',
  'Invalid input',
  'The browser (or proxy) sent a request that this server could not understand.',
  'Failed to decode JSON object: Expecting value',
  'Content-Type was not application/x-www-form-urlencoded',
  'The request needs a body',
]

for (const message of vague) {
  test(`"${message}" leaves open whether JSON is read`, () => {
    const { problem, hint } = explained(message) ?? {}
    assert.equal(problem, `refused as application/json; the server says: ${message}`)
    assert.match(hint ?? '', /does the handler read that/)
  })
}

test('a field with a longer name is found anywhere', () => {
  assert.equal(explained('bad JSON for heart rate', { heart: 1 })?.hint, undefined)
})

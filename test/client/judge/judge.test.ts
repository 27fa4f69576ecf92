import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, Expectation } from '../../../client/call.ts'
import { judge } from '../../../client/judge/judge.ts'
import { testWrongAnswers } from './wrong-answers.ts'

testWrongAnswers([
  [
    'a greeting in other words is shown as expected and got',
    'GET /hello/*',
    () => ({ message: 'hello there, John McCarthy' }),
    /^message: expected "Hello there, John McCarthy", got "hello there, John McCarthy"$/,
    'wrong',
  ],
  [
    'a distance that is hard-coded from the example is caught by the second call',
    'POST /distance',
    () => ({ distance: 3.605551275463989, a: [2, 4], b: [5, 6] }),
    /^the same answer as for \{"a":\[2,4\],"b":\[5,6\]\}: written into the code, or kept from an earlier call/,
    'wrong',
  ],
  [
    'a name that is no string is wrong by its schema',
    'GET /name',
    () => ({ name: ['Ada'] }),
    /^name is a list, not string: \["Ada"\]$/,
    'wrong',
  ],
])

function judged(expect: Expectation, status: number, body: string, headers = {}) {
  const request = { method: 'GET', url: 'http://h/a', headers: new Headers(), body: undefined }
  const answer: Answer = { status, reason: 'Words', headers: new Headers(headers), body, request }
  return judge({ name: 'GET /a', method: 'GET', path: '/a', expect }, answer)
}

test('a header that is missing is told, behind what is wrong with the body', () => {
  const expect = { headers: ['Location', 'ETag'], value: { id: 1 } }
  assert.deepEqual(judged(expect, 201, '{"id":2}', { etag: 'x' }).problems, [
    'id: expected 1, got 2',
    'the header Location is missing',
  ])
})

test('a header that is missing is told of an answer without a body, too', () => {
  assert.deepEqual(judged({ headers: ['ETag'] }, 204, '').problems, ['the header ETag is missing'])
})

test('a text that varies may be any', () => {
  assert.deepEqual(judged({ value: 'now', varies: [''] }, 200, 'then').problems, [])
})

test('a status that the operation documents comes from the operation, and is no missing route', () => {
  const { problems, hint } = judged(
    { status: [200], documented: [404] },
    404,
    '{"detail":"There is no note 1."}',
  )
  assert.deepEqual(problems, ['expected status 200, got 404: the server says: There is no note 1.'])
  assert.equal(hint, undefined)
})

test('a documented status without words is told as any other', () => {
  assert.deepEqual(judged({ status: [200], documented: [409] }, 409, '').problems, [
    'expected status 200, got 409 Words',
  ])
})

test('a good answer where a problem is expected is told', () => {
  assert.deepEqual(judged({ status: [404] }, 200, '{}').problems, ['expected status 404, got 200 Words'])
})

test('a header of a name that no header can have is not looked for', () => {
  assert.deepEqual(judged({ headers: ['X Rate', ''] }, 200, '').problems, [])
})

test('a text body may contain the value, in upper or lower case, and its newline is not shown', () => {
  const expect = { value: 'patient ADA', contains: [''], ignoreCase: [''] }
  assert.deepEqual(judged(expect, 200, 'Patient Ada added\n').problems, [])
  assert.deepEqual(judged(expect, 200, 'Patient Bob added\n').problems, [
    'expected a text with "patient ADA" in it, got "Patient Bob added"',
  ])
})

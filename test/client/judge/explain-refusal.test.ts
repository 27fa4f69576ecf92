import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainRefusal } from '../../../client/judge/explain-refusal.ts'
import { answerOf, callOf } from './answer-of.ts'

function explained(message: unknown, json: unknown = { a: [2, 4], b: [5, 6] }) {
  const call = { name: 'POST /a', method: 'POST', path: '/a', ...(json !== undefined && { json }) }
  return explainRefusal(call, answerOf(400, JSON.stringify({ detail: message })))
}

const plain = [
  'a must be a list of two numbers',
  "KeyError: 'b'",
  'body.a[0]: expected number',
  'The field b is not in the JSON body',
  'missing a',
  'coordinates must not be negative',
  'Invalid request body: coordinates must be integers',
  'Bad Request: body has too few points',
  'JSON body: coordinates must be integers',
  'the JSON body must hold two points',
  'the points in the body are negative',
  'the points in the JSON need two coordinates',
  'the points in the JSON require two coordinates',
  '3d is invalid',
  'Could not decode the request. Points have two coordinates',
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
  'Invalid request body',
  'Missing body.',
  'Request body is empty',
  'Could not parse the body: Unexpected token h in JSON at position 0',
  'Content-Type must be application/json',
  'Expecting value: line 1 column 1 (char 0)',
  'Invalid value at line 12',
  'Unsupported mediatype',
  '400: ?',
]

for (const message of vague) {
  test(`"${message}" leaves open whether JSON is read`, () => {
    const { problem, hint } = explained(message) ?? {}
    assert.equal(problem, `refused as application/json; the server says: ${message}`)
    assert.match(hint ?? '', /does the handler read that/)
  })
}

const lists: [what: string, detail: object[], said: string][] = [
  [
    'pydantic 1 lists',
    ['x1', 'y1'].map(name => ({ loc: ['body', name], msg: 'field required', type: 'value_error.missing' })),
    'x1: field required; y1: field required',
  ],
  [
    'pydantic 2 lists',
    [{ type: 'int_type', loc: ['body', 'a', 0, 'x'], msg: 'Input should be a valid integer', input: 'q' }],
    'a[0].x: Input should be a valid integer',
  ],
  [
    'is wanted in the query',
    [{ type: 'missing', loc: ['query', 'x1'], msg: 'Field required', input: null }],
    'query x1: Field required',
  ],
]

for (const [what, detail, said] of lists) {
  test(`what ${what} is read as words`, () => {
    assert.deepEqual(explained(detail), { problem: `the server says: ${said}` })
  })
}

test('a field with a longer name is found anywhere', () => {
  assert.equal(explained('bad JSON for heart rate', { heart: 1 })?.hint, undefined)
})

test('a field whose short name may be a word is found only where it is called a field', () => {
  assert.notEqual(explained('bad JSON for id', { id: 1 })?.hint, undefined)
  assert.equal(explained('bad JSON for "id"', { id: 1 })?.hint, undefined)
})

test('where the server says nothing, what was sent is told', () => {
  const call = { ...callOf(), method: 'POST' }
  assert.deepEqual(explainRefusal(call, answerOf(400)), { problem: 'the server refuses the request' })
  assert.equal(explainRefusal({ ...call, json: 1 }, answerOf(400))?.problem, 'refused as application/json')
  const headers = { 'content-type': 'text/plain' }
  assert.equal(explainRefusal({ ...call, headers, json: 1 }, answerOf(400))?.problem, 'refused as text/plain')
})

test('without JSON that was sent, no words of the server need a hint', () => {
  assert.deepEqual(explainRefusal(callOf(), answerOf(400, 'Bad Request')), {
    problem: 'the server says: Bad Request',
  })
})

test('a refusal has a status from 400 to 499, of which 401 wants credentials', () => {
  for (const status of [399, 500]) assert.equal(explainRefusal(callOf(), answerOf(status)), undefined)
  for (const status of [400, 499]) assert.notEqual(explainRefusal(callOf(), answerOf(status)), undefined)
  assert.equal(explainRefusal(callOf(), answerOf(401))?.problem, 'the server wants credentials')
})

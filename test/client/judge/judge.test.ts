import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Expectation } from '../../../client/call.ts'
import { judge } from '../../../client/judge/judge.ts'
import { unreadable } from '../unreadable.ts'
import { answerOf, callOf } from './answer-of.ts'
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
  return judge(callOf(expect), answerOf(status, body, headers))
}

test('a header that is missing is told, behind what is wrong with the body', () => {
  const expect = { headers: ['Location', 'ETag'], value: { id: 1 } }
  assert.deepEqual(judged(expect, 201, '{"id":2}', { etag: 'x' }).problems, [
    'id: expected 1, got 2',
    'the header Location is missing',
  ])
})

test('a header that is missing is told of an answer without a body, too', () => {
  const expect = { headers: ['ETag'], types: ['application/json'], value: 5 }
  assert.deepEqual(judged(expect, 204, '').problems, ['the header ETag is missing'])
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

test('without a status that is expected, any below 400 is right', () => {
  assert.deepEqual(judged({}, 399, '').problems, [])
  assert.equal(judged({}, 400, '').problems.length, 1)
})

test('the answer to HEAD has no body that could be wrong', () => {
  const call = { ...callOf({ value: 5, headers: ['ETag'] }), method: 'HEAD' }
  assert.deepEqual(judge(call, answerOf(200, '')).problems, ['the header ETag is missing'])
})

test('a media type that is not among those that are expected is told, and the body is not looked at', () => {
  const expect = { types: ['application/json', 'text/csv'], value: 5 }
  assert.deepEqual(judged(expect, 200, '6', { 'content-type': 'Text/HTML; charset=utf-8' }).problems, [
    'the answer is text/html, not application/json or text/csv',
  ])
  assert.deepEqual(judged(expect, 200, '6').problems, [
    'the answer is of no media type, not application/json or text/csv',
  ])
  assert.deepEqual(judged(expect, 200, '5', { 'content-type': 'text/csv' }).problems, [])
})

test('of a stream, the items are checked, and only if it was expected', () => {
  const stream = { 'content-type': 'application/jsonl' }
  const expect = { itemSchema: { type: 'number' }, json: true }
  assert.deepEqual(judged({ ...expect, types: ['application/jsonl'] }, 200, '1\n"x"\n', stream).problems, [
    'the answer[1] is a string, not number: "x"',
  ])
  assert.deepEqual(judged({ json: true, types: ['application/jsonl'] }, 200, '1\n2\n', stream).problems, [])
  assert.match(judged(expect, 200, '1\n2\n', stream).problems[0] ?? '', /^not JSON/)
})

const bodies: [what: string, expect: Expectation, right: string, wrong: string, problem: string][] = [
  ['a text', { value: 'Hi' }, 'Hi\r\n', 'hi', 'expected "Hi", got "hi"'],
  ['a text that ends in newlines', { value: 'Hi\n\n' }, 'Hi', ' Hi', 'expected "Hi", got " Hi"'],
  ['a text as JSON', { value: 'Hi', json: true }, '"Hi"', 'Hi', 'not JSON: "Hi"; wanted "Hi"'],
  ['any JSON', { json: true }, 'null', '{', 'not JSON: "{"'],
  ['anything', {}, '{', '', ''],
  ['a schema', { schema: { type: 'number' } }, '5', '"5"', 'the answer is a string, not number: "5"'],
  ['a null', { value: null }, 'null', '0', 'the answer is a number: expected null, got 0'],
  [
    'a text that is filled in',
    { filledIn: ['/name'] },
    '{"name":"Ada"}',
    '{"name":"TODO"}',
    'name is a placeholder, "TODO": write your own there',
  ],
]

for (const [what, expect, right, wrong, problem] of bodies) {
  test(`${what} is expected as a body`, () => {
    assert.deepEqual(judged(expect, 200, right).problems, [])
    assert.deepEqual(judged(expect, 200, wrong).problems, problem === '' ? [] : [problem])
  })
}

test('a value that is right is checked by the schema, too, and one that is wrong is not', () => {
  const expect = { value: { a: 1 }, schema: { required: ['b'] } }
  assert.deepEqual(judged(expect, 200, '{"a":1}').problems, ['b is missing in {"a":1}'])
  assert.deepEqual(judged(expect, 200, '{"a":2}').problems, ['a: expected 1, got 2'])
})

test('what is not filled in is told only of an answer that is right otherwise', () => {
  const expect = { filledIn: ['/name'], schema: { required: ['b'] } }
  assert.deepEqual(judged(expect, 200, '{"name":""}').problems, ['b is missing in {"name":""}'])
})

test('without a schema, nothing is noted of one', () => {
  assert.deepEqual(judged({ value: 5 }, 200, '5'), { problems: [] })
})

test('fields that are swapped are told first', () => {
  assert.deepEqual(judged({ value: { a: 1, b: 2 } }, 200, '{"a":2,"b":1}').problems, [
    'a and b are swapped: got a 2 and b 1',
    'a: expected 1, got 2',
    'b: expected 2, got 1',
  ])
})

test('where a field is missing, the whole value is told, if it fits into a line', () => {
  const expected = (length: number) => ({ a: 'x'.repeat(length - '{"a":""}'.length) })
  const problems = (value: object) => judged({ value }, 200, '{}').problems
  assert.deepEqual(problems(expected(100)), [
    'a is missing in {}',
    `expected ${JSON.stringify(expected(100))}`,
  ])
  assert.deepEqual(problems(expected(101)), ['a is missing in {}'])
  assert.equal(judged({ value: { a: 1, b: 1 } }, 200, '{"b":2}').problems.at(-1), 'expected {"a":1,"b":1}')
})

test('where no object came, the one that is wanted is told, if its fields are known', () => {
  const schema = { type: 'object', properties: { a: { type: 'number' } }, required: ['a'] }
  assert.deepEqual(judged({ schema }, 200, '[]').problems, [
    'the answer is a list, not object: []; wanted {"a":0}',
  ])
  assert.deepEqual(judged({ schema }, 200, '{}').problems, ['a is missing in {}'])
  assert.deepEqual(judged({ schema: { type: 'object' } }, 200, '[]').problems, [
    'the answer is a list, not object: []',
  ])
})

test('an answer that was encoded twice is told first, with a hint', () => {
  const { problems, hint } = judged({ value: { a: 1 } }, 200, '"{\\"a\\":1}"')
  assert.match(problems[0] ?? '', /so it was encoded twice/)
  assert.match(problems[1] ?? '', /^the answer is a string/)
  assert.match(hint ?? '', /Leave out json.dumps/)
  assert.equal(judged({ value: '{}', json: true }, 200, '"[]"').problems.length, 1)
})

test('a schema that describes too much makes no answer wrong, and is noted', () => {
  for (const body of ['{}', '[]'])
    assert.deepEqual(judge(unreadable, answerOf(200, body, { 'content-type': 'application/json' })), {
      problems: [],
      notes: ['the schema of the answer cannot be checked: it refers to itself without end'],
    })
})

test('of more than twenty problems or notes, the last line says how many', () => {
  const names = Array.from({ length: 22 }, (_, index) => `field${index}`)
  const value = Object.fromEntries(names.map(name => [name, 1]))
  const problems = judged({ value, headers: ['ETag'] }, 200, '{}').problems
  assert.equal(problems.length, 21)
  const properties = Object.fromEntries(names.map((name, index) => [name, { pattern: `(?i)${index}` }]))
  assert.equal(judged({ schema: { properties } }, 200, '{}').notes?.at(-1), 'and 2 more')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Result } from '../../../client/call.ts'
import { withLacks } from '../../../client/run/supply.ts'
import { result } from '../report/results.ts'

const takes = (name: string, value = '$response.body#/id'): Call => ({
  name,
  method: 'GET',
  path: '/a/{id}',
  needs: [{ call: 'POST /a', value, into: '$request.path.id' }],
})
const post = (body: string, rest: Partial<Result> = {}, call: Partial<Call> = {}) =>
  result({ method: 'POST', path: '/a', ...call }, rest, [200, 'OK', body])

/** What becomes of a result by the calls behind it, with these answers kept before. */
function after(given: Result, later: Call[], kept: string[] = []): Result {
  const { call, answer } = post('{"id":1}')
  const exchanges = new Map(kept.map(name => [name, { call, answer: answer as NonNullable<typeof answer> }]))
  return withLacks(given, later, { exchanges, verdicts: new Map(), room: 0 }, '')
}

test('an answer that lacks what later calls take is wrong, and each lack is told once', () => {
  const given = post('{"a":1}')
  const later = [
    takes('GET /a'),
    takes('PUT /a'),
    takes('GET /b', '$response.body#/key'),
    takes('GET /c', '$response.header.ETag'),
  ]
  assert.deepEqual(after(given, later), {
    ...given,
    verdict: 'wrong',
    word: 'wrong',
    problems: [
      'the answer has no id, which GET /a needs; got {"a":1}',
      'the answer has no key, which GET /b needs; got {"a":1}',
      'the answer has no header ETag, which GET /c needs',
    ],
  })
})

test('of an optional call, it is no failure', () => {
  const { verdict, word } = after(post('{}', {}, { optional: true }), [takes('GET /a')])
  assert.deepEqual([verdict, word], ['optional', 'wrong'])
})

test('what came in its place is shown, be it JSON or not', () => {
  const says = (body: string) => after(post(body), [takes('GET /a')]).problems[0]
  assert.equal(says(' \n'), 'the answer has no id, which GET /a needs')
  assert.equal(says('hi'), 'the answer has no id, which GET /a needs; got "hi"')
  assert.equal(says('[1, 2]'), 'the answer has no id, which GET /a needs; got [1,2]')
})

const others: [what: string, given: Result, later: Call[], kept?: string[]][] = [
  ['has all that is taken from it', post('{"id":7}'), [takes('GET /a')]],
  [
    'gives nothing',
    post('{}'),
    [
      {
        ...takes('GET /a'),
        needs: [{ call: 'POST /b', value: '$response.body#/id', into: '$request.path.id' }],
      },
    ],
  ],
  ['need only be right', post('{}'), [{ ...takes('GET /a'), needs: [{ call: 'POST /a' }] }]],
  ['is wrong already', post('{}', { verdict: 'wrong' }), [takes('GET /a')]],
  ['comes after one that gave the value', post('{}'), [takes('GET /a')], ['POST /a']],
  ['has nobody behind it', post('{}'), []],
]

for (const [what, given, later, kept] of others) {
  test(`an answer that ${what} stays as it is`, () => assert.deepEqual(after(given, later, kept), given))
}

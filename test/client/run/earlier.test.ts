import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call, Result } from '../../../client/call.ts'
import { type Earlier, givingAnswer, remember } from '../../../client/run/earlier.ts'
import { result } from '../report/results.ts'

type Answered = [status: number, reason: string, body: string]

/** What is known after these calls of GET /a. */
function after(results: Result[], room = 100): Earlier {
  const earlier: Earlier = { exchanges: new Map(), verdicts: new Map(), room }
  for (const each of results) remember(each, earlier)
  return earlier
}

const a = (rest: Partial<Result> = {}, answered?: Answered, call: Partial<Call> = {}) =>
  result({ path: '/a', ...call }, rest, answered)
const wrong = { verdict: 'wrong' } as const
const refusal = { expect: { status: [404] } }

const giving: [what: string, result: Result, gives: boolean][] = [
  ['a right answer', a(), true],
  ['a wrong one', a(wrong), false],
  ['a right refusal', a({}, [404, '', ''], refusal), false],
  ['an answer of a status that is right for a refusal', a({}, [401, '', '']), false],
  ['the highest status that is no refusal', a({}, [399, '', '']), true],
  ['the first status that is one', a({}, [400, '', '']), false],
  ['an expected status', a({}, [201, '', ''], { expect: { status: [201, 404] } }), true],
  ['a status that is not the expected one', a({}, [200, '', ''], { expect: { status: [201] } }), false],
  [
    'an answer of which another thing is expected than a status',
    a({}, undefined, { expect: { json: true } }),
    true,
  ],
  ['no answer', { ...result({}, {}), answer: undefined } as unknown as Result, false],
]

for (const [what, each, gives] of giving) {
  test(`${what} has ${gives ? '' : 'no '}values to give`, () => {
    assert.equal(givingAnswer(each), gives ? each.answer : undefined)
  })
}

test('of several calls of one name, the first right answer is kept', () => {
  const { exchanges } = after([a(wrong), a({}, [200, '', 'first']), a({}, [200, '', 'second'])])
  assert.equal(exchanges.get('GET /a')?.answer.body, 'first')
})

test('of several verdicts, the last that is not ok counts', () => {
  const verdictAfter = (...verdicts: Result['verdict'][]) =>
    after(verdicts.map(verdict => a({ verdict }))).verdicts.get('GET /a')
  assert.equal(verdictAfter('ok', 'ok'), 'ok')
  assert.equal(verdictAfter('wrong', 'ok'), 'wrong')
  assert.equal(verdictAfter('wrong', 'skipped', 'ok'), 'skipped')
})

test('a right refusal for want of credentials counts as skipped', () => {
  assert.equal(after([a({}, [401, '', ''])]).verdicts.get('GET /a'), 'skipped')
})

test('a call that is to be refused says nothing of the others', () => {
  assert.deepEqual(after([a(wrong, [200, '', ''], refusal)]).verdicts, new Map())
})

test('answers are kept while there is room, and a short one that comes later, too', () => {
  const named = (name: string, length: number) => a({}, [200, '', 'x'.repeat(length)], { name })
  const { exchanges, room } = after([named('a', 60), named('b', 41), named('c', 40), named('d', 1)])
  assert.deepEqual([...exchanges.keys()], ['a', 'c'])
  assert.equal(room, 0)
})

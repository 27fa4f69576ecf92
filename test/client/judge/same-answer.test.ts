import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '../../../client/call.ts'
import { createSameAnswers } from '../../../client/judge/same-answer.ts'
import { answerOf } from './answer-of.ts'

/** A result of POST /sum, wrong unless another word is given. */
function resultOf(sent: unknown, expected: unknown, got: unknown, others: Partial<Result> = {}): Result {
  const call = { name: 'POST /sum', method: 'POST', path: '/sum', json: sent, expect: { value: expected } }
  const body = typeof got === 'string' ? got : JSON.stringify(got)
  return {
    call,
    verdict: 'wrong',
    word: 'wrong',
    problems: ['as judged'],
    ms: 1,
    answer: answerOf(200, body),
    ...others,
  }
}

/** The first problem of the last of some results, when all are known. */
function lastSays(results: Result[]): string | undefined {
  const answers = createSameAnswers()
  for (const result of results) answers.add(result)
  const last = results.length - 1
  return answers.told(results[last] as Result, last).problems[0]
}

const ok = { verdict: 'ok', word: 'ok' } as const
const three = resultOf([1, 2], { sum: 3 }, { sum: 3 }, ok)
const why = 'written into the code, or kept from an earlier call; compute it from what is sent'

test('the answer of another call is told before all else, with what to do', () => {
  const answers = createSameAnswers()
  const wrong = resultOf([3, 4], { sum: 7 }, { sum: 3 })
  for (const result of [three, wrong]) answers.add(result)
  assert.deepEqual(answers.told(wrong, 1), {
    ...wrong,
    problems: [`the same answer as for [1,2]: ${why}`, 'as judged'],
    hint: 'What is sent is request.get_json() in Flask, and req.body in Express.',
  })
})

test('a later call is one, too, once it is known', () => {
  const answers = createSameAnswers()
  const wrong = resultOf([3, 4], { sum: 7 }, { sum: 3 })
  answers.add(wrong)
  assert.deepEqual(answers.told(wrong, 0), wrong)
  answers.add(three)
  assert.match(answers.told(wrong, 0).problems[0] ?? '', /^the same answer as for \[1,2\]/)
})

test('where one field is that of another call, it is named', () => {
  const [first, second] = [
    resultOf([1, 2], { sum: 3, of: [1, 2] }, { sum: 3, of: [1, 2] }, ok),
    resultOf([3, 4], { sum: 7, of: [3, 4] }, { sum: 3, of: [3, 4] }),
  ]
  assert.equal(lastSays([first, second]), `sum is 3 as for [1,2]: ${why}`)
})

test('what is sent in a path is named by its endpoint', () => {
  const greeting = (name: string, message: string, word: string) =>
    resultOf(
      undefined,
      { message: `Hi ${name}` },
      { message },
      {
        call: {
          name: 'GET /hi',
          method: 'GET',
          path: `/hi/${name}`,
          expect: { value: { message: `Hi ${name}` } },
        },
        word,
      },
    )
  assert.equal(
    lastSays([greeting('Ada', 'Hi Ada', 'ok'), greeting('Bob', 'Hi Ada', 'wrong')]),
    `the same answer as for GET /hi/Ada: ${why}`,
  )
})

test('of what is sent, sixty characters are told', () => {
  const long = resultOf('x'.repeat(100), { sum: 3 }, { sum: 3 }, ok)
  assert.equal(
    lastSays([long, resultOf([3, 4], { sum: 7 }, { sum: 3 })]),
    `the same answer as for "${'x'.repeat(58)}…: ${why}`,
  )
})

const others: [what: string, results: Result[]][] = [
  [
    'a right field that another call has for a wrong one',
    [
      resultOf([1, 2], { sum: 3, max: 2 }, { sum: 7, max: 2 }),
      resultOf([3, 4], { sum: 7, max: 4 }, { sum: 7, max: 5 }),
    ],
  ],
  ['another answer', [three, resultOf([3, 4], { sum: 7 }, { sum: 8 })]],
  ['the answer to the same input', [three, resultOf([1, 2], { sum: 4 }, { sum: 3 })]],
  [
    'an answer that is right for both',
    [
      resultOf([1, 2], { sum: 3, ok: true }, { sum: 3, ok: true }, ok),
      resultOf([3, 4], { sum: 7, ok: true }, { sum: 8, ok: true }),
    ],
  ],
  [
    'an answer that is wrong for both alike',
    [resultOf([1, 2], { sum: 3 }, { sum: 9 }), resultOf([2, 1], { sum: 3 }, { sum: 9 })],
  ],
  ['an answer with another status', [three, resultOf([3, 4], { sum: 7 }, { sum: 3 }, { word: '500' })]],
  ['an answer that lacks a field', [three, resultOf([3, 4], { sum: 7, of: [3, 4] }, { sum: 3 })]],
  [
    'an answer with a field of another kind',
    [resultOf([1, 2], { sum: 3 }, { sum: '3' }), resultOf([3, 4], { sum: 7 }, { sum: '3' })],
  ],
  ['an answer that is no object', [resultOf([1, 2], { 0: 3 }, [3]), resultOf([3, 4], { 0: 7 }, [3])]],
  ['an answer that is no JSON', [three, resultOf([3, 4], { sum: 7 }, '{')]],
  [
    'an answer of which no object is expected',
    [resultOf([1, 2], [3], { 0: 3 }), resultOf([3, 4], [7], { 0: 3 })],
  ],
  ['an answer of which nothing is expected', [three, resultOf([3, 4], undefined, { sum: 3 })]],
  [
    'another endpoint',
    [{ ...three, call: { ...three.call, name: 'POST /add' } }, resultOf([3, 4], { sum: 7 }, { sum: 3 })],
  ],
]

for (const [what, results] of others) {
  test(`${what} is not called the same`, () => assert.equal(lastSays(results), 'as judged'))
}

test('a call of which nothing is expected is passed over', () => {
  const { expect: _, ...call } = three.call
  assert.equal(lastSays([{ ...three, call }, resultOf([3, 4], { sum: 7 }, { sum: 3 })]), 'as judged')
})

test('a call without an answer is passed over', () => {
  const { answer: _, ...unanswered } = three
  assert.equal(lastSays([unanswered, resultOf([3, 4], { sum: 7 }, { sum: 3 })]), 'as judged')
})

test('an answer that lacks a field whose name every object has is not kept', () => {
  const named = (value: unknown) => JSON.parse(`{"sum":3,"__proto__":${JSON.stringify(value)}}`)
  const wrong = resultOf([3, 4], { sum: 7 }, { sum: 3 })
  assert.match(lastSays([resultOf([1, 2], named({}), named({}), ok), wrong]) ?? '', /as for \[1,2\]/)
  assert.equal(lastSays([resultOf([1, 2], named({}), { sum: 3 }, ok), wrong]), 'as judged')
})

test('a long answer is not kept', () => {
  const long = (length: number) => ({ sum: 3, text: 'x'.repeat(length - '{"sum":3,"text":""}'.length) })
  const wrong = resultOf([3, 4], { sum: 7 }, { sum: 3 })
  assert.match(lastSays([resultOf([1, 2], { sum: 3 }, long(10_000), ok), wrong]) ?? '', /^sum is 3 as for/)
  assert.equal(lastSays([resultOf([1, 2], { sum: 3 }, long(10_001), ok), wrong]), 'as judged')
})

test('an answer is compared with the first twenty of its endpoint', () => {
  const calls = (count: number) =>
    Array.from({ length: count }, (_, index) => resultOf([index], { sum: index }, { sum: index }, ok))
  assert.match(lastSays([...calls(20), resultOf([3, 4], { sum: 7.5 }, { sum: 19 })]) ?? '', /as for \[19\]/)
  assert.equal(lastSays([...calls(21), resultOf([3, 4], { sum: 7.5 }, { sum: 20 })]), 'as judged')
})

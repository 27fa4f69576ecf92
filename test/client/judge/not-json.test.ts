import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainNotJson, explainTwiceEncoded } from '../../../client/judge/not-json.ts'
import { answerOf } from './answer-of.ts'

const bodies: [body: string, problem: string, hint: RegExp][] = [
  ['', 'the body is empty instead of JSON', /jsonify/],
  [' \n', 'the body is empty instead of JSON', /jsonify/],
  ['<html><title>Hi</title>', 'an HTML page instead of JSON: Hi', /jsonify/],
  [' hello\n', 'not JSON: "hello"', /jsonify/],
  [" {'a': 1}", "not JSON, but Python's str() of a dict: \"{'a': 1}\"", /not str/],
  ["[ 'a']", "not JSON, but Python's str() of a dict: \"[ 'a']\"", /not str/],
  ["it's {'a'}", "not JSON: \"it's {'a'}\"", /jsonify/],
  ['{"a": -Infinity}', 'not JSON, which has no NaN and no Infinity: "{\\"a\\": -Infinity}"', /root of/],
  ['[NaN]', 'not JSON, which has no NaN and no Infinity: "[NaN]"', /root of/],
  ['Infinity1', 'not JSON: "Infinity1"', /jsonify/],
]

for (const [body, problem, hint] of bodies) {
  test(`${JSON.stringify(body)} is told as: ${problem}`, () => {
    const found = explainNotJson({}, answerOf(200, body))
    assert.equal(found.problem, problem)
    assert.match(found.hint ?? '', hint)
  })
}

test('what is wanted instead is told where it is known', () => {
  assert.equal(explainNotJson({ value: [1] }, answerOf(200, 'x')).problem, 'not JSON: "x"; wanted [1]')
})

test('a text that holds an object or a list was encoded twice', () => {
  for (const text of ['{"a":1}', '[1]'])
    assert.deepEqual(explainTwiceEncoded(text), {
      problem: `the answer is a string that holds JSON, so it was encoded twice: ${JSON.stringify(text)}`,
      hint: 'Leave out json.dumps(...) or JSON.stringify(...): jsonify(...) and res.json(...) do that.',
    })
})

test('any other text was not, nor was what is no text', () => {
  for (const got of ['Ada', '5', 'null', '"a"', '{', ['[1]'], 5, null])
    assert.equal(explainTwiceEncoded(got), undefined)
})

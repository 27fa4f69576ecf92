import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainException } from '../../../client/judge/explain-exception.ts'

const inLog = "its traceback is in the server's log"

const bodies: [body: string, problem: string, hint: RegExp][] = [
  ['Internal Server Error', `the handler raised an exception; ${inLog}`, /^The log is/],
  ['', `the handler raised an exception; ${inLog}`, /^The log is/],
  ['{"error":"Server Error (500)"}', `the handler raised an exception; ${inLog}`, /^The log is/],
  ['<title>500 Internal Server Error</title>', `the handler raised an exception; ${inLog}`, /^The log is/],
  ['<title>Error</title><pre>TypeError: x', `the handler raised an exception; ${inLog}`, /^The log is/],
  ['<title>KeyError: x</title>', `the handler raised an exception: KeyError: x; ${inLog}`, /^The log is/],
  [
    '{"detail":"no table notes"}',
    'the handler failed, and says: no table notes',
    /^If it raised.* The log is/,
  ],
  ['Errors', 'the handler failed, and says: Errors', /^If it raised/],
  ['an error', 'the handler failed, and says: an error', /^If it raised/],
]

for (const [body, problem, hint] of bodies) {
  test(`of ${JSON.stringify(body)}, it is said: ${problem}`, () => {
    const found = explainException(body)
    assert.equal(found.problem, problem)
    assert.match(found.hint ?? '', hint)
  })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Result } from '../../../../client/call.ts'
import { keepAnswers } from '../../../../client/report/page/answers.ts'
import { result } from '../results.ts'

const entry = { host: 'vcm-1', label: '' }

/** What is kept of a host with these results. */
function kept(results: Result[]) {
  const answers = keepAnswers()
  for (const each of results) answers.keep({ entry, baseUrl: '' }, each)
  return answers.of(entry)
}

test('of an answer, the status and the beginning of the body are kept', () => {
  const long = result({}, {}, [500, 'OH', `\r\n${'é\r\n'.repeat(9000)}`])
  assert.deepEqual(kept([long]), [{ status: 500, reason: 'OH', body: `${'é\n'.repeat(250)}…` }])
})

test('a call without an answer keeps its place', () => {
  const { answer: _, ...none } = result({})
  assert.deepEqual(kept([none, result({})]), [undefined, { status: 200, reason: 'OK', body: '{}' }])
})

test('a body and a reason that are as long as may be are kept whole', () => {
  const [body, reason] = ['x'.repeat(500), 'y'.repeat(80)]
  assert.deepEqual(kept([result({}, {}, [200, reason, body])]), [{ status: 200, reason, body }])
  const longer = result({}, {}, [200, `${reason}y`, ` ${body}x`])
  assert.deepEqual(kept([longer]), [{ status: 200, reason: `${reason}…`, body: `${body}…` }])
})

test('of a host that was not called nothing is kept', () => assert.deepEqual(kept([]), []))

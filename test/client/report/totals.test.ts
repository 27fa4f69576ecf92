import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exitCode } from '../../../client/report/totals.ts'
import { result } from './results.ts'

test('the exit code tells a wrong answer from no answer, and nothing checked from success', () => {
  const codes = [
    [result({})],
    [result({}), result({}, { verdict: 'skipped' }), result({}, { verdict: 'optional' })],
    [result({}), result({}, { verdict: 'wrong' }), result({}, { verdict: 'unreachable' })],
    [result({}), result({}, { verdict: 'unreachable' })],
    [result({}, { verdict: 'skipped' })],
    [],
  ].map(exitCode)
  assert.deepEqual(codes, [0, 0, 1, 3, 1, 1])
})

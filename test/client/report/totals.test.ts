import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exitCode, gradeTotals, totals, totalTime } from '../../../client/report/totals.ts'
import type { Grade } from '../../../client/run/grade.ts'
import { grades } from './grades.ts'
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

test('results are counted by verdict, and a verdict that none has is left out', () => {
  const verdicts = ['ok', 'wrong', 'unreachable', 'skipped', 'optional'] as const
  const one = verdicts.map(verdict => result({}, { verdict }))
  assert.equal(
    totals([...one, ...one]),
    '10 calls: 2 ok, 2 failed, 2 without an answer, 2 skipped, 2 optional',
  )
  assert.equal(totals([result({})]), '1 call: 1 ok')
  assert.equal(totals([]), '0 calls: 0 ok')
})

test('the time of all calls is the sum of theirs', () => {
  assert.equal(totalTime([result({}, { ms: 3 }), result({}, { ms: 4 })]), 7)
  assert.equal(totalTime([]), 0)
})

test('hosts are counted by verdict', () => {
  const [pass, wrong] = grades as [Grade, Grade]
  const unreachable: Grade = { ...wrong, verdict: 'unreachable' }
  const several = [pass, wrong, wrong, unreachable, unreachable, unreachable]
  assert.equal(gradeTotals(several), '6 hosts: 1 pass, 2 wrong, 3 unreachable')
  assert.equal(gradeTotals([pass]), '1 host: 1 pass, 0 wrong, 0 unreachable')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reported } from '../../../client/run/reported.ts'
import { from, result } from '../report/results.ts'

test('of an answer that was reported, its status, its URL and its worker are kept', () => {
  const { answer, ...rest } = from('7')
  answer?.headers.set('x-other', 'y')
  const kept = reported({ ...rest, ...(answer && { answer }) })
  assert.deepEqual({ ...kept, answer: undefined }, { ...rest, answer: undefined })
  assert.deepEqual([...(kept.answer?.headers ?? [])], [['x-served-by', '7']])
  const { status, reason, body, request } = kept.answer ?? {}
  assert.deepEqual({ status, reason, body }, { status: 200, reason: 'OK', body: '' })
  assert.deepEqual(
    { ...request, headers: undefined },
    { method: 'GET', url: 'http://vcm-1:5000/', headers: undefined, body: undefined },
  )
})

test('an answer that names no worker keeps no header, and what had no answer stays as it is', () => {
  assert.deepEqual([...(reported(result({})).answer?.headers ?? [['none']])], [])
  const { answer: _, ...unanswered } = result({})
  assert.deepEqual(reported(unanswered), unanswered)
})

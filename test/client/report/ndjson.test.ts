import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ndjsonReport } from '../../../client/report/ndjson.ts'
import { printed } from './printed.ts'
import { from, result } from './results.ts'

test('JSON is one object a line, and a summary', () => {
  const results = [result({ path: '/name' }, {}, [200, 'OK', '{"name":"Ada"}'])]
  const lines = printed(ndjsonReport, '/openapi.json', results).trimEnd().split('\n')
  assert.deepEqual(
    lines.map(line => JSON.parse(line)),
    [
      {
        target: 'http://vcm-1:5000',
        call: 'GET /name',
        status: 200,
        ms: 7,
        ok: true,
        verdict: 'ok',
        request: { method: 'GET', path: '/name' },
        response: { json: { name: 'Ada' } },
      },
      {
        target: 'http://vcm-1:5000',
        summary: { calls: 1, ok: 1, failed: 0, skipped: 0, optional: 0, ms: 7 },
      },
    ],
  )
})

test('for programs, each answer and the summary name the worker', () => {
  const lines = printed(ndjsonReport, 'x', [from('worker 2'), from('worker 1'), result({})])
  const [first, , third, last] = lines
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.equal(first.servedBy, 'worker 2')
  assert.equal('servedBy' in third, false)
  assert.deepEqual(last.summary.servedBy, { 'worker 1': 1, 'worker 2': 1 })
})

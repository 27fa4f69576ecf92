import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rosterAtEnd } from '../../../client/report/roster-at-end.ts'
import type { Grade } from '../../../client/run/grade.ts'
import { keepSecret } from '../../../client/secrets.ts'
import { grades } from './grades.ts'
import { result } from './results.ts'

/** What is written of a roster, beside it to a terminal, and as remarks. */
function told(empty: number) {
  const [output, progress, remarks]: string[][] = [[], [], []]
  const begin = rosterAtEnd(
    {
      write: text => output?.push(text),
      progress: { isTTY: true, write: text => progress?.push(text) },
    },
    (all, columns, ms) => [`${all.length} hosts`, `hushhush ${columns.join()}`, `${ms} ms`],
    text => remarks?.push(text),
  )
  const entries = grades.map(({ entry }) => entry)
  const calls = [{ name: 'GET /a', method: 'GET', path: '/a' }]
  const report = begin({ entries, skipped: { empty, comments: 0, headings: 0 }, calls })
  for (const grade of grades) {
    report.result(grade, result({}))
    report.grade(grade)
  }
  report.end(grades as Grade[], 12)
  report.remark('the same as b')
  return { output, progress, remarks }
}

test('a roster is written once all hosts are done, without secrets, and a terminal counts them until then', () => {
  keepSecret('hushhush')
  const { output, progress } = told(0)
  assert.deepEqual(output, ['2 hosts\n… GET /a\n12 ms\n'])
  assert.deepEqual(progress, ['\r1/2', '\r\u001b[K'])
})

test('what became of the rows is a remark, if some were no hosts', () => {
  assert.deepEqual(told(0).remarks, ['the same as b\n'])
  assert.deepEqual(told(1).remarks, ['3 rows: 2 hosts, 1 empty\n', 'the same as b\n'])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paintFor } from '../../../client/report/colour.ts'
import { countOn } from '../../../client/report/count.ts'
import { gradeCsv } from '../../../client/report/roster-csv.ts'
import { gradeTable } from '../../../client/report/roster-table.ts'
import { gradeTotals } from '../../../client/report/totals.ts'
import type { Grade } from '../../../client/run/grade.ts'
import { result } from './results.ts'

const grades: Grade[] = [
  {
    entry: { host: 'vcm-1', label: 'ab12' },
    baseUrl: '',
    verdict: 'pass',
    note: '',
    results: [result({ path: '/a' }), result({ path: '/b' })],
  },
  {
    entry: { host: 'vcm-22', label: 'cd34' },
    baseUrl: '',
    verdict: 'wrong',
    note: '=HYPERLINK("http://evil"),\u001b[2J',
    results: [
      result({ path: '/a' }),
      result({ path: '/b' }),
      result({ path: '/b' }, { verdict: 'wrong', word: '500' }),
    ],
  },
]

test('a roster is a table in its own order, with a total for each column', () => {
  assert.deepEqual(gradeTable(grades, ['GET /a', 'GET /b'], paintFor({ isTTY: false }, {})), [
    'host            GET /a  GET /b  note',
    'ab12    vcm-1   ok      ok',
    'cd34    vcm-22  ok      500     =HYPERLINK("http://evil"),\\u001b[2J',
    'passed          2/2     1/2',
  ])
  assert.equal(gradeTotals(grades), '2 hosts: 1 pass, 1 wrong, 0 unreachable')
})

test('CSV quotes what needs it, and defuses what a spreadsheet would run', () => {
  assert.deepEqual(gradeCsv(grades, ['GET /a', 'GET /b']), [
    'label,host,result,GET /a,GET /b,note\r',
    'ab12,vcm-1,pass,ok,ok,\r',
    'cd34,vcm-22,wrong,ok,500,"\'=HYPERLINK(""http://evil""),\\u001b[2J"\r',
  ])
})

function counted(isTTY: boolean): string {
  let written = ''
  const write = (text: string) => {
    written += text
  }
  const count = countOn({ isTTY, write }, 3)
  for (let host = 0; host < 3; host += 1) count()
  return written
}

test('a terminal shows how many hosts are done, until all are', () => {
  assert.equal(counted(true), '\r1/3\r2/3\r\u001b[K')
})

test('what is no terminal gets no count', () => {
  assert.equal(counted(false), '')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRoster } from '../../../client/command-line/roster.ts'
import { gradeCsv } from '../../../client/report/roster-csv.ts'
import type { Grade } from '../../../client/run/grade.ts'
import { grades } from './grades.ts'

test('CSV quotes what needs it, and defuses what a spreadsheet would run', () => {
  assert.deepEqual(gradeCsv(grades, ['GET /a', 'GET /b']), [
    'label,host,result,GET /a,GET /b,note\r',
    'ab12,vcm-1,pass,ok,ok,\r',
    'cd34,vcm-22,wrong,ok,500,"\'=HYPERLINK(""http://evil""),\\u001b[2J"\r',
  ])
})

function csvOf(entry: Grade['entry']): string {
  return gradeCsv([{ ...(grades[1] as Grade), entry }], ['GET /a', 'GET /b']).join('\n')
}

const labels = [
  'ab12',
  '-dash',
  '- team',
  '@ada',
  '=HYPERLINK("http://evil","x")',
  "'=quoted",
  '-A1;=B2',
  '#1',
  '# 1, Ada',
  'Team #1',
  '"quoted"',
  'the "first"',
  '“typographic”',
  'Lovelace, Ada; x|y',
  'host',
  'Points Possible',
  'vcm-3:5000',
  'n/a',
  'Jörg',
  'x'.repeat(500),
  '',
]

for (const label of labels) {
  test(`the label ${label.slice(0, 30)} is read back from CSV as it was`, () => {
    assert.deepEqual(parseRoster(csvOf({ host: 'vcm-1', label })).entries, [{ host: 'vcm-1', label }])
  })
}

test('a row without a host is read back from CSV', () => {
  assert.deepEqual(parseRoster(csvOf({ host: '', label: 'ada' })).entries, [{ host: '', label: 'ada' }])
})

test('a label that may be a formula is a text in CSV', () => {
  assert.match(csvOf({ host: 'vcm-1', label: '=A1' }), /\n'=A1,/)
})

test('a host that may be a formula is a text in CSV', () => {
  assert.match(csvOf({ host: '=A1', label: '' }), /\n,'=A1,/)
})

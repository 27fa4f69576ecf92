import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseRoster } from '../../../client/command-line/roster.ts'
import { csvReport, gradeCsv } from '../../../client/report/roster-csv.ts'
import type { Grade } from '../../../client/run/grade.ts'
import { grades } from './grades.ts'
import { result } from './results.ts'

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

test('a # within a label needs no quotes', () => {
  assert.match(csvOf({ host: 'vcm-1', label: 'Team #1' }), /\nTeam #1,vcm-1,/)
})

test('a cell of nothing is empty, and a word with a dash stays', () => {
  const cellOf = (word: string) => {
    const results = [result({ path: '/a' }, { verdict: 'wrong', word })]
    return gradeCsv([{ ...(grades[0] as Grade), results }], ['GET /a'])[1]
  }
  assert.deepEqual(['-', '-x', 'x-'].map(cellOf), [
    'ab12,vcm-1,pass,,\r',
    'ab12,vcm-1,pass,-x,\r',
    'ab12,vcm-1,pass,x-,\r',
  ])
})

for (const bom of [false, true]) {
  test(`CSV is written ${bom ? 'behind' : 'without'} a byte order mark, and what is no row beside it`, () => {
    const [lines, remarks]: [string[], string[]] = [[], []]
    const report = csvReport({
      write: text => lines.push(text),
      progress: { write: text => remarks.push(text) },
      paint: (_colour, text) => text,
      isTerminal: false,
      verbose: false,
      bom,
    }).roster({
      entries: grades.map(({ entry }) => entry),
      skipped: { empty: 1, comments: 0, headings: 0 },
      calls: [{ name: 'GET /a', method: 'GET', path: '/a' }],
    })
    report.end(grades, 0)
    assert.equal(lines.join(''), `${bom ? '\uFEFF' : ''}${gradeCsv(grades, ['GET /a']).join('\n')}\n`)
    assert.deepEqual(remarks, ['3 rows: 2 hosts, 1 empty\n'])
  })
}

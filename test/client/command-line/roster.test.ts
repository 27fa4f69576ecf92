import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Entry, parseRoster } from '../../../client/command-line/roster.ts'

const lines: [line: string, entry: Entry][] = [
  ['vcm-3590:5000', { host: 'vcm-3590:5000', label: '' }],
  ['vcm-3590:5000 ab12', { host: 'vcm-3590:5000', label: 'ab12' }],
  ['vcm-3590 ab12 Ada Lovelace', { host: 'vcm-3590', label: 'ab12 Ada Lovelace' }],
  ['ab12, vcm-1000.vm.duke.edu:5000', { host: 'vcm-1000.vm.duke.edu:5000', label: 'ab12' }],
  ['ab12;vcm-1000.vm.duke.edu', { host: 'vcm-1000.vm.duke.edu', label: 'ab12' }],
  [
    '"Lovelace, Ada",ada@duke.edu,http://vcm-1/',
    { host: 'http://vcm-1/', label: 'Lovelace, Ada ada@duke.edu' },
  ],
  ['"the ""first""",vcm-1:5000', { host: 'vcm-1:5000', label: 'the "first"' }],
  [':5001 mine', { host: ':5001', label: 'mine' }],
  ['10.1.2.3 lab', { host: '10.1.2.3', label: 'lab' }],
  ['[::1]:5000 six', { host: '[::1]:5000', label: 'six' }],
  ['9.5,12:30,vcm-9:5000', { host: 'vcm-9:5000', label: '9.5 12:30' }],
  ['5101 mine', { host: '5101', label: 'mine' }],
]

for (const [line, entry] of lines) {
  test(`${line} is read as ${entry.host} with the label ${JSON.stringify(entry.label)}`, () => {
    assert.deepEqual(parseRoster(line).entries, [entry])
  })
}

test('comments and empty lines are left out, whatever ends a line', () => {
  assert.deepEqual(
    parseRoster('\uFEFF# class of 2026\r\n\r\nvcm-1\r\nvcm-2\n').entries.map(({ host }) => host),
    ['vcm-1', 'vcm-2'],
  )
})

test('headings tell which column has the hosts', () => {
  assert.deepEqual(parseRoster('Name,Host,Team\n"Lovelace, Ada",vcm-1,a.b\nBob,vcm-2,c').entries, [
    { host: 'vcm-1', label: 'Lovelace, Ada a.b' },
    { host: 'vcm-2', label: 'Bob c' },
  ])
})

test('a row whose host was left out keeps its place', () => {
  assert.deepEqual(parseRoster('name,host\nada,vcm-1\nbob,').entries[1], { host: '', label: 'bob' })
})

test('a roster without hosts is refused', () => {
  assert.throws(() => parseRoster('# nobody yet\n'), { name: 'UsageError' })
})

test('a roster of comments alone is refused, and says what was taken for them', () => {
  assert.throws(() => parseRoster('#vcm-1,Ada\n#vcm-2,Bob\n'), {
    message: /\(2 lines begin with # and were taken for/,
  })
})

test('lines that are drawn between rows are counted', () => {
  assert.equal(parseRoster('name|host\n---|---\nAda|vcm-1\n').skipped.empty, 1)
})

test('rows that are no machines are counted', () => {
  assert.deepEqual(parseRoster('name,host\n\nAda,vcm-1\n# gone\n,\nname,host\n').skipped, {
    empty: 2,
    comments: 1,
    headings: 1,
  })
})

test('a line break at the end is no empty row', () => {
  assert.equal(parseRoster('vcm-1\r\nvcm-2\r\n').skipped.empty, 0)
})

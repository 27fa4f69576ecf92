import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paintFor } from '../../../client/report/colour.ts'
import { gradeTable } from '../../../client/report/roster-table.ts'
import { gradeTotals } from '../../../client/report/totals.ts'
import type { Grade } from '../../../client/run/grade.ts'
import { grades } from './grades.ts'
import { result } from './results.ts'

const long = { ...grades[0], entry: { host: `${'h'.repeat(130)}.org`, label: 'l'.repeat(130) } } as Grade

for (const isTerminal of [true, false]) {
  test(`a long label is ${isTerminal ? '' : 'not '}cut where the output is ${isTerminal ? 'a' : 'no'} terminal`, () => {
    const [, row = ''] = gradeTable([long], [], { paint: (_colour, text) => text, isTerminal })
    assert.equal(row.includes('l'.repeat(130)), !isTerminal)
  })

  test(`a long host is ${isTerminal ? '' : 'not '}cut where the output is ${isTerminal ? 'a' : 'no'} terminal`, () => {
    const [, row = ''] = gradeTable([long], [], { paint: (_colour, text) => text, isTerminal })
    assert.equal(row.includes('h'.repeat(130)), !isTerminal)
  })
}

test('a roster is a table in its own order, with a result for each host and a count of the cells of each column', () => {
  assert.deepEqual(
    gradeTable(grades, ['GET /a', 'GET /b'], { paint: paintFor({ isTTY: false }, {}), isTerminal: false }),
    [
      'host              result  GET /a  GET /b  note',
      'ab12      vcm-1   pass    ok      ok',
      'cd34      vcm-22  wrong   ok      500     =HYPERLINK("http://evil"),\\u001b[2J',
      'cells ok                  2/2     1/2',
    ],
  )
  assert.equal(gradeTotals(grades), '2 hosts: 1 pass, 1 wrong, 0 unreachable')
})

/** The lines of a table, each cell with its colour and without the blanks behind it. */
function painted(of: Grade[], columns: string[] = []): string[] {
  const paint = (colour: string, text: string) => `${colour}(${text.trimEnd()})`
  return gradeTable(of, columns, { paint, isTerminal: false })
}

test('the headings are dim, and nothing else is', () => {
  const [first = '', ...others] = painted(grades, ['GET /a'])
  assert.equal(first, 'dim(host)  dim()  dim(result)  dim(GET /a)  dim(note)')
  assert.doesNotMatch(others.join(), /dim/)
})

for (const [word, colour] of [
  ['ok', 'green'],
  ['wrong', 'red'],
  ['unreachable', 'red'],
  ['500', 'red'],
  ['refused', 'red'],
  ['no host', 'red'],
  ['not http', 'red'],
  ['-', undefined],
  ['5000', undefined],
  ['wrong team', undefined],
  ['team 404', undefined],
] as const) {
  test(`the word ${word} in a cell is ${colour ?? 'not coloured'}`, () => {
    const results = [result({ path: '/a' }, { verdict: 'wrong', word })]
    const [, row = ''] = painted([{ ...(grades[0] as Grade), results }], ['GET /a'])
    const cell = /green\(pass\) +(.*)$/.exec(row)?.[1]
    assert.equal(cell, colour === undefined ? word : `${colour}(${word})`)
  })
}

test('a roster without labels has no column for them, and one label is enough for it', () => {
  const bare = { ...(grades[0] as Grade), entry: { host: 'vcm-3', label: '' } }
  const table = (of: Grade[]) => painted(of).map(line => line.replace(/ +/g, ' '))
  assert.deepEqual(table([bare]), ['dim(host) dim(result) dim(note)', 'vcm-3 green(pass)', 'cells ok'])
  assert.deepEqual(table([bare, grades[0] as Grade]).slice(1, 3), [
    ' vcm-3 green(pass)',
    'ab12 vcm-1 green(pass)',
  ])
})

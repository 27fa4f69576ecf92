import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paintFor } from '../../../client/report/colour.ts'
import { gradeTable } from '../../../client/report/roster-table.ts'
import { gradeTotals } from '../../../client/report/totals.ts'
import type { Grade } from '../../../client/run/grade.ts'
import { grades } from './grades.ts'

const long = { ...grades[0], entry: { host: `${'h'.repeat(60)}.org`, label: 'l'.repeat(40) } } as Grade

for (const isTerminal of [true, false]) {
  test(`a long label is ${isTerminal ? '' : 'not '}cut where the output is ${isTerminal ? 'a' : 'no'} terminal`, () => {
    const [, row = ''] = gradeTable([long], [], { paint: (_colour, text) => text, isTerminal })
    assert.equal(row.includes('l'.repeat(40)), !isTerminal)
  })

  test(`a long host is ${isTerminal ? '' : 'not '}cut where the output is ${isTerminal ? 'a' : 'no'} terminal`, () => {
    const [, row = ''] = gradeTable([long], [], { paint: (_colour, text) => text, isTerminal })
    assert.equal(row.includes('h'.repeat(60)), !isTerminal)
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

import type { Grade } from '../run/grade.ts'
import { oneLine } from '../untrusted.ts'
import type { Paint } from './colour.ts'
import type { Output } from './report.ts'
import { cell, cellsOk } from './roster-cells.ts'
import { noteText } from './roster-note.ts'

/**
 * The grades as a table: a row for each host with its result, a column for each endpoint, and why a host did not pass.
 * The last row counts the cells of each endpoint, which is not how many hosts pass.
 *
 * Long labels and hosts are cut for a terminal alone: a file is read by programs, too, which know a team by its whole name.
 */
export function gradeTable(
  grades: Grade[],
  columns: string[],
  { paint, isTerminal }: Pick<Output, 'paint' | 'isTerminal'>,
): string[] {
  const most = isTerminal ? { label: 30, host: 50 } : { label: Infinity, host: Infinity }
  const labelled = grades.some(({ entry }) => entry.label !== '')
  const identity = (label: string, host: string) => (labelled ? [label, host] : [host])
  const rows = [
    [...identity('host', labelled ? '' : 'host'), 'result', ...columns, 'note'],
    ...grades.map(grade => [
      ...identity(oneLine(grade.entry.label, most.label), oneLine(grade.entry.host, most.host)),
      grade.verdict,
      ...columns.map(column => cell(grade.results, column)),
      noteText(grade, 200),
    ]),
    [
      ...identity('cells ok', labelled ? '' : 'cells ok'),
      '',
      ...columns.map(column => `${cellsOk(grades, column)}/${grades.length}`),
      '',
    ],
  ]
  return aligned(rows, paint)
}

/** Pads every cell to the width of its column, and colours it after that. */
function aligned(rows: string[][], paint: Paint): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map((row, index) => {
    const cells = row.map((text, column) => {
      const padded = text.padEnd(widths[column] ?? 0)
      return index === 0 ? paint('dim', padded) : paintedCell(padded, paint)
    })
    return cells.join('  ').trimEnd()
  })
}

function paintedCell(padded: string, paint: Paint): string {
  const word = padded.trimEnd()
  if (word === 'ok' || word === 'pass') return paint('green', padded)
  return /^(wrong|unreachable|\d{3}|refused|timeout|closed|no \w+|tls|not http|failed)$/.test(word)
    ? paint('red', padded)
    : padded
}

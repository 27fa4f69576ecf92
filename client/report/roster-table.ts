import type { Grade } from '../run/grade.ts'
import { oneLine } from '../untrusted.ts'
import type { Paint } from './colour.ts'
import type { Output } from './report.ts'
import { cell } from './roster-cells.ts'

/**
 * The grades as a table: a row for each host, a column for each endpoint, and why a host did not pass. Long labels and hosts are
 * cut for a terminal alone: a file is read by programs, too, which know a team by its whole name.
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
    [...identity('host', labelled ? '' : 'host'), ...columns, 'note'],
    ...grades.map(({ entry, results, note }) => [
      ...identity(oneLine(entry.label, most.label), oneLine(entry.host, most.host)),
      ...columns.map(column => cell(results, column)),
      oneLine(note, 160),
    ]),
    [...identity('passed', labelled ? '' : 'passed'), ...columns.map(column => passed(grades, column)), ''],
  ]
  return aligned(rows, paint)
}

/** How many hosts answer an endpoint as they should. */
function passed(grades: Grade[], column: string): string {
  return `${grades.filter(({ results }) => cell(results, column) === 'ok').length}/${grades.length}`
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
  if (word === 'ok') return paint('green', padded)
  return /^(wrong|\d{3}|refused|timeout|closed|no \w+|tls|not http|failed)$/.test(word)
    ? paint('red', padded)
    : padded
}

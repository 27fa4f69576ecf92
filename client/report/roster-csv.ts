import type { Grade } from '../run/grade.ts'
import { oneLine } from '../untrusted.ts'
import type { Output, Report } from './report.ts'
import { rosterAtEnd } from './roster-at-end.ts'
import { cell } from './roster-cells.ts'
import { noteText } from './roster-note.ts'

/** Prints a roster for a spreadsheet. One server's run has no rows of that kind. */
export function csvReport(output: Output): Report {
  return { roster: rosterAtEnd(output, gradeCsv) }
}

/** The grades as CSV (RFC 4180) for a spreadsheet: label, host, result, one column for each endpoint, note. */
export function gradeCsv(grades: Grade[], columns: string[]): string[] {
  const rows = [
    ['label', 'host', 'result', ...columns, 'note'],
    ...grades.map(grade => [
      grade.entry.label,
      grade.entry.host,
      grade.verdict,
      ...columns.map(column => cell(grade.results, column).replace(/^-$/, '')),
      noteText(grade),
    ]),
  ]
  return rows.map(row => `${row.map(field).join(',')}\r`)
}

/**
 * One field. What a spreadsheet would take for a formula gets a quote in front of it: the words in a note come from
 * the servers that are graded, and a formula can read the rest of the sheet.
 */
function field(text: string): string {
  const safe = oneLine(text, 400).replace(/^[=+\-@]/, character => `'${character}`)
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

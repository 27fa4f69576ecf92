import { labelWithoutFormula, withoutFormula } from '../formula.ts'
import type { Grade } from '../run/grade.ts'
import { oneLine } from '../untrusted.ts'
import type { Output, Report } from './report.ts'
import { rosterAtEnd } from './roster-at-end.ts'
import { cell } from './roster-cells.ts'
import { noteText } from './roster-note.ts'

/** Prints a roster for a spreadsheet. One server's run has no rows of that kind. */
export function csvReport({ write, progress, bom }: Output): Report {
  const withBom = (text: string) => write(bom ? `\uFEFF${text}` : text)
  return { roster: rosterAtEnd({ write: withBom, progress }, gradeCsv, text => progress.write(text)) }
}

/**
 * The grades as CSV (RFC 4180) for a spreadsheet: label, host, result, one column for each endpoint, note. A roster is read
 * from it, too, and has the same labels then.
 */
export function gradeCsv(grades: Grade[], columns: string[]): string[] {
  const rows = [
    ['label', 'host', 'result', ...columns.map(stranger), 'note'],
    ...grades.map(grade => [
      labelWithoutFormula(oneLine(grade.entry.label, Infinity)),
      stranger(grade.entry.host),
      grade.verdict,
      ...columns.map(column => cell(grade.results, column).replace(/^-$/, '')),
      stranger(noteText(grade)),
    ]),
  ]
  return rows.map(row => `${row.map(field).join(',')}\r`)
}

/** The words in a note come from the servers that are graded, a host may come from a form. */
function stranger(text: string): string {
  return withoutFormula(oneLine(text, 400))
}

/** What begins with `#` would be a comment of a roster without its quotes. */
function field(text: string): string {
  return /[",]|^#/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

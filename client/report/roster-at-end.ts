import type { Grade } from '../run/grade.ts'
import { hidden } from '../secrets.ts'
import { countOn } from './count.ts'
import type { BeginRosterReport, Output } from './report.ts'
import { columnsOf } from './roster-cells.ts'

/**
 * A report that prints a roster once all of its hosts are done; until then, a terminal shows how many are.
 *
 * @param lines what to print: of the grades, in a column for each endpoint, `ms` milliseconds after the start
 */
export function rosterAtEnd(
  { write, progress }: Output,
  lines: (grades: Grade[], columns: string[], ms: number) => string[],
): BeginRosterReport {
  return ({ hosts, calls }) => ({
    grade: countOn(progress, hosts),
    end: (grades, ms) => write(`${hidden(lines(grades, columnsOf(calls), ms).join('\n'))}\n`),
  })
}

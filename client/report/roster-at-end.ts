import type { Grade } from '../run/grade.ts'
import { hidden } from '../secrets.ts'
import { countOn } from './count.ts'
import type { BeginRosterReport, Output } from './report.ts'
import { columnsOf } from './roster-cells.ts'
import { rowTotals } from './roster-rows.ts'

/**
 * A report that prints a roster once all of its hosts are done; until then, a terminal shows how many are.
 *
 * @param lines what to print: of the grades, in a column for each endpoint, `ms` milliseconds after the start
 * @param remark writes what is behind them and no part of the table
 */
export function rosterAtEnd(
  { write, progress }: Pick<Output, 'write' | 'progress'>,
  lines: (grades: Grade[], columns: string[], ms: number) => string[],
  remark: (text: string) => unknown,
): BeginRosterReport {
  return ({ calls, ...roster }) => ({
    result() {},
    grade: countOn(progress, roster.entries.length),
    end(grades, ms) {
      write(`${hidden(lines(grades, columnsOf(calls), ms).join('\n'))}\n`)
      const totals = rowTotals(roster)
      if (totals !== undefined) remark(`${totals}\n`)
    },
    remark: text => remark(`${text}\n`),
  })
}

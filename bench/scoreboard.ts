import { aligned } from '../scripts/table.ts'
import { describe } from '../test/cluster/faults/load.ts'
import type { Result, Scenario } from '../test/cluster/faults/scenarios/scenario.ts'

/** What came of one scenario on one server: a result, or why there is none. */
export type Cell = Result | string

export interface Row {
  readonly scenario: Scenario
  /** One for each server, in the order of the heading. */
  readonly cells: readonly Cell[]
}

/** What each server did in each scenario. */
export function table(servers: readonly string[], rows: readonly Row[]): string {
  return aligned([
    ['', ...servers],
    ...rows.map(({ scenario, cells }) => [`${scenario.id} ${scenario.name}`, ...cells.map(cellText)]),
  ])
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return `– ${cell}`
  return `${cell.misses.length === 0 ? 'passed' : 'FAILED'}: ${cell.figure}`
}

/** One line for each failed cell: which row, which server, what was missed, what the clients saw. */
export function failedCells(servers: readonly string[], rows: readonly Row[]): string[] {
  return rows.flatMap(({ scenario, cells }) =>
    cells.flatMap((cell, column) => {
      if (typeof cell === 'string' || cell.misses.length === 0) return []
      const { misses, notes, tally } = cell
      return `${scenario.id} ${scenario.name}, ${servers[column]}: ${[misses.join('; '), ...notes, describe(tally)].join('. ')}.`
    }),
  )
}

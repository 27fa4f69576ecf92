import { keepLogins } from '../secrets.ts'
import { entriesByBlanks } from './roster/by-blanks.ts'
import { splitRows } from './roster/cells.ts'
import { columnsOf } from './roster/columns.ts'
import { withoutComments } from './roster/comments.ts'
import { type Entry, entryOf } from './roster/entry.ts'
import { findHeadings } from './roster/heading-row.ts'
import { isHeadingAgain } from './roster/repeated.ts'
import { separated } from './roster/separator.ts'
import { UsageError } from './usage-error.ts'

export type { Entry }

export type Roster = {
  entries: Entry[]
  skipped: Skipped
}

/** How many rows are no entries, and why. */
export type Skipped = {
  empty: number
  comments: number
  /** Rows taken for headings or titles, but for one at the top that says so by its own words. */
  headings: number
}

/** Cells that a row may have: a gradebook has a few hundred. */
const mostCells = 1000

/**
 * Reads a roster: lines of `HOST [LABEL …]`, or CSV as spreadsheets, forms and learning platforms export it, with or
 * without headings. The host is in the column that is headed so, or else the cell that looks like one, wherever it
 * stands; the other cells are the label. A line that begins with `#` is a comment, unless it has
 * the cells of a row, as `#1,vcm-1` has. No row is dropped without being counted.
 *
 * @throws {UsageError} if there is no row in it, or one of over a thousand cells
 */
export function parseRoster(text: string): Roster {
  keepLogins(text)
  const { separator, csv } = separated(text.replace(/^\uFEFF/, ''))
  const { rows, empty, comments } = withoutComments(splitRows(csv, separator))
  if (rows.some(row => row.length > mostCells))
    throw new UsageError(`a row of the roster has over ${mostCells} cells: is it a roster?`)
  const heading = findHeadings(rows)
  const headings = heading?.headings ?? []
  const below = heading === undefined ? rows : rows.slice(heading.index + 1)
  const listed = below.filter((row, index) => !isHeadingAgain(row, headings, index))
  if (listed.length === 0) throw new UsageError(`the roster has no hosts: write one a line${taken(comments)}`)
  const plainHeadings = heading === undefined || heading.guessed ? 0 : 1
  return {
    entries: entriesOf(headings, listed),
    skipped: { empty, comments, headings: rows.length - listed.length - plainHeadings },
  }
}

function taken(comments: number): string {
  if (comments === 0) return ''
  return comments === 1
    ? ' (1 line begins with # and was taken for a comment)'
    : ` (${comments} lines begin with # and were taken for comments)`
}

function entriesOf(headings: string[], rows: string[][]): Entry[] {
  if ([headings, ...rows].every(row => row.length < 2)) {
    return entriesByBlanks(headings[0], rows.flat())
  }
  const columns = columnsOf(headings, rows)
  return rows.map(row => {
    const isLine = row.length === 1 && headings.length === 0
    return isLine ? (entriesByBlanks(undefined, row)[0] as Entry) : entryOf(row, columns)
  })
}

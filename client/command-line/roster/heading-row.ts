import { consistsOfHeadingWords, hostHeading, readsAsHeading } from './headings.ts'
import { hostIn } from './host-cell.ts'
import { addressLike, likeness } from './likeness.ts'

export type HeadingRow = {
  /** Its place among the rows; what stands above it are titles. */
  index: number
  /** It is not told by its own words alone. */
  guessed: boolean
}

/** Finds the row of headings: the first one, or one below a title, which is a row of one cell. */
export function findHeadings(rows: string[][]): HeadingRow | undefined {
  const first = rows.findIndex(row => row.filter(cell => cell !== '').length > 1)
  for (const index of new Set([0, first])) {
    const row = rows[index]
    if (row === undefined || index > 2) continue
    const guessed = guessedFrom(row, rows.slice(index + 1))
    if (guessed !== undefined) return { index, guessed }
  }
  return undefined
}

/** undefined if the row is not one of headings: a row that names a machine never is. */
function guessedFrom(row: string[], below: string[][]): boolean | undefined {
  if (row.some(cell => likeness(cell) > 0)) return undefined
  const candidates = row.filter(cell => hostHeading(cell) !== undefined)
  if (candidates.some(readsAsHeading)) {
    const isAboveHosts = row.some(
      (cell, column) => hostHeading(cell) !== undefined && isOfHosts(below, column, 1),
    )
    return !isAboveHosts && !row.every(cell => cell === '' || readsAsHeading(cell))
  }
  const isHeaded = candidates.length > 0 || row.some(consistsOfHeadingWords)
  const isAbove = row.some((cell, column) => cell !== '' && isOfHosts(below, column, addressLike))
  return row.length > 1 && isHeaded && isAbove ? true : undefined
}

function isOfHosts(rows: string[][], column: number, least: number): boolean {
  const hosts = rows.filter(row => hostIn(row[column] ?? '').likeness >= least)
  return hosts.length > 0 && hosts.length * 2 >= rows.length
}

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
  const filled = row.filter(cell => cell !== '')
  const candidates = filled.filter(cell => hostHeading(cell) !== undefined)
  const isHeaded = candidates.length > 0 || row.some(consistsOfHeadingWords)
  const isAbove = row.some((cell, column) => cell !== '' && isOfHosts(below, column, addressLike))
  if (!candidates.some(readsAsHeading) && !(row.length > 1 && isHeaded && isAbove)) return undefined
  return !isSure(row, filled, below)
}

/** A student may have written "my server is down?" where others have a machine: one such cell is not enough. */
function isSure(row: string[], filled: string[], below: string[][]): boolean {
  const like = filled.filter(cell => readsAsHeading(cell) || hostHeading(cell) !== undefined)
  const isPlain = (cell: string) => consistsOfHeadingWords(cell) && hostHeading(cell) !== undefined
  const isPlainAbove = row.some((cell, column) => isPlain(cell) && isOfHosts(below, column, 1))
  return filled.length === 1 || like.length > 1 || isPlainAbove
}

function isOfHosts(rows: string[][], column: number, least: number): boolean {
  const hosts = rows.filter(row => hostIn(row[column] ?? '').likeness >= least)
  return hosts.length > 0 && hosts.length * 2 >= rows.length
}

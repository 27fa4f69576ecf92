import { consistsOfHeadingWords, hostHeading, isPortHeading, readsAsHeading } from './headings.ts'
import { hostIn } from './host-cell.ts'
import { addressLike, likeness, surelyNamed } from './likeness.ts'
import { isNothing } from './nothing.ts'

export type HeadingRow = {
  /** What heads each column. */
  headings: string[]
  /** The place of the last row of headings; what stands above it are titles. */
  index: number
  /** It is not told by its own words alone. */
  guessed: boolean
}

/** How many rows may stand above the first machine: titles, and what a course is called. */
const mostAbove = 10

/** Finds the row of headings among the first rows, above all machines. A row of several is preferred: a title has one cell. */
export function findHeadings(rows: string[][]): HeadingRow | undefined {
  const top = rows.slice(0, mostAbove)
  const firstMachine = top.findIndex(isMachine)
  const above = firstMachine < 0 ? top : top.slice(0, firstMachine)
  const candidates = above
    .map((row, index) => ({ index, row, kind: kindOf(row, rows.slice(index + 1)) }))
    .filter(
      ({ kind, index, row }) => kind !== undefined && (filled(row).length > 1 || isBelowTitles(above, index)),
    )
  const several = candidates.filter(({ row }) => filled(row).length > 1)
  const plain = (several.length > 0 ? several : candidates).filter(({ kind }) => kind === 'plain')
  const [found] = [...plain, ...several, ...candidates]
  if (found === undefined) return undefined
  const guessed = found.kind === 'guessed'
  const next = rows[found.index + 1] ?? []
  return isBelowMerged(found.row, next)
    ? { headings: merged(found.row, next), index: found.index + 1, guessed }
    : { headings: found.row, index: found.index, guessed }
}

/** A first row that has a machine is no title, but for what is named with a colon: `Course page:,https://…`. */
function isMachine(row: string[]): boolean {
  const cells = filled(row)
  const most = Math.max(0, ...row.map(likeness))
  return !isNamedValue(row) && (most > 1 || (most > 0 && cells.length > 1))
}

function isNamedValue(row: string[]): boolean {
  const [name = '', ...values] = filled(row)
  return /:$/.test(name) && values.length < 2
}

/** A single word between others is no heading: somebody may have called a machine so. */
function isBelowTitles(above: string[][], index: number): boolean {
  return above.slice(0, index).every(row => filled(row).length === 1 && /\s/.test(filled(row)[0] ?? ''))
}

/** undefined if the row is not one of headings: a row that names a machine never is. */
function kindOf(row: string[], below: string[][]): 'plain' | 'guessed' | undefined {
  if (row.some(cell => likeness(cell) > 0) || isNamedValue(row)) return undefined
  const cells = filled(row)
  const candidates = cells.filter(cell => hostHeading(cell) !== undefined)
  const isWorded = cells.every(readsAsHeading)
  if (isWorded && candidates.length > 0) return 'plain'
  const isAbove = (least: number) =>
    row.some((cell, column) => cell !== '' && !isNothing(cell) && isOfHosts(below, column, least))
  if (isWorded && cells.length > 1 && isAbove(1)) return 'plain'
  if (row.length === 1) return isAboveLines(row[0] ?? '', below) ? 'guessed' : undefined
  const isHeaded = candidates.length > 0 || row.some(consistsOfHeadingWords)
  const isGuess = candidates.some(readsAsHeading) || (isHeaded && isAbove(addressLike))
  const isMachineAbove = row.some(
    (cell, column) => hostHeading(cell) === 'machine' && isOfHosts(below, column, 1),
  )
  if (!isGuess && !(isMachineAbove && row.some(consistsOfHeadingWords))) return undefined
  return isSure(row, cells, below) ? 'plain' : 'guessed'
}

/** `Duke VCM` above lines that each begin with a machine. */
function isAboveLines(cell: string, below: string[][]): boolean {
  const isMachine = hostHeading(cell) === 'machine' && /\s/.test(cell)
  const begins = (row: string[]) => likeness((row[0] ?? '').replace(/\s.*/s, '')) >= surelyNamed
  return isMachine && below.length > 0 && below.every(begins)
}

/** A student may have written "my server is down?" where others have a machine: one such cell is not enough. */
function isSure(row: string[], cells: string[], below: string[][]): boolean {
  const like = cells.filter(cell => readsAsHeading(cell) || hostHeading(cell) !== undefined)
  const isPlain = (cell: string) => consistsOfHeadingWords(cell) && hostHeading(cell) !== undefined
  const isPlainAbove = row.some((cell, column) => isPlain(cell) && isOfHosts(below, column, 1))
  return cells.length === 1 || like.length > 1 || isPlainAbove
}

/** Whether a row divides the headings above it, of which each spans the empty ones behind it. */
function isBelowMerged(above: string[], row: string[]): boolean {
  const spans = row.some((cell, column) => cell !== '' && column > 0 && (above[column] ?? '') === '')
  const hasHost = row.some(cell => hostHeading(cell) !== undefined || isPortHeading(cell))
  return spans && hasHost && filled(row).length > 1 && filled(row).every(consistsOfHeadingWords)
}

/** The words of the lower row, and those above them where the lower ones do not say which column has the machines. */
function merged(above: string[], row: string[]): string[] {
  if (row.some(cell => hostHeading(cell) !== undefined)) {
    return row.map((cell, column) => cell || (above[column] ?? ''))
  }
  const spanned = row.map((_, column) => above.slice(0, column + 1).findLast(cell => cell !== '') ?? '')
  return row.map((cell, column) => `${spanned[column]} ${cell}`.trim())
}

function filled(row: string[]): string[] {
  return row.filter(cell => cell !== '')
}

function isOfHosts(rows: string[][], column: number, least: number): boolean {
  const hosts = rows.filter(row => hostIn(row[column] ?? '').likeness >= least)
  return hosts.length > 0 && hosts.length * 2 >= rows.length
}

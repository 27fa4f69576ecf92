import { hostHeading, isPortHeading } from './headings.ts'
import { hostIn } from './host-cell.ts'
import { addressLike, isRepository, surelyAddress } from './likeness.ts'

/** Which cells of a row are what. */
export type Columns = {
  /** The columns whose headings are those of hosts, the best first; empty without headings. */
  hosts: number[]
  port: number | undefined
  /** The column that alone is the label; undefined if all that is left over is. */
  label: number | undefined
  /** How much the cells of each column look like hosts, added up. */
  likenesses: number[]
}

/**
 * Finds out what the columns are.
 *
 * @param headings empty if there are none
 * @param rows those below the headings
 */
export function columnsOf(headings: string[], rows: string[][]): Columns {
  const width = Math.max(0, headings.length, ...rows.map(row => row.length))
  const likenesses = Array.from({ length: width }, (_, column) => likenessOf(rows, column))
  const port = headings.findIndex((heading, column) => isPortHeading(heading) && isOfNumbers(rows, column))
  return {
    hosts: hostColumns(headings, rows, likenesses),
    port: port < 0 ? undefined : port,
    label: isWrittenTable(headings) ? headings.indexOf('label') : undefined,
    likenesses,
  }
}

/** Whether these are the headings of what `--csv` writes. */
function isWrittenTable(headings: string[]): boolean {
  return ['label', 'host', 'result'].every(heading => headings.includes(heading))
}

/** The column whose cells look most like hosts; -1 if none has any. */
export function likeliestColumn(likenesses: number[]): number {
  const most = Math.max(0, ...likenesses)
  return most > 0 ? likenesses.indexOf(most) : -1
}

function hostColumns(headings: string[], rows: string[][], likenesses: number[]): number[] {
  if (headings.length === 0) return []
  if (isWrittenTable(headings)) return [headings.indexOf('host')]
  const headed = headings
    .map((heading, column) => ({ column, kind: hostHeading(heading), likeness: likenesses[column] ?? 0 }))
    .filter(({ kind }) => kind !== undefined)
    .sort((a, b) => b.likeness - a.likeness)
  const candidates = headed.filter(({ column }) => !isOfRepositories(rows, column))
  // `Address` may head streets, and `URL` repositories, while another column has what is called.
  const isDoubtful = candidates.every(({ kind, likeness }) => kind === 'address' && likeness === 0)
  const likeliest = likeliestColumn(likenesses)
  const least = candidates.length > 0 ? surelyAddress : addressLike
  const others = rows.filter(row => hostIn(row[likeliest] ?? '').likeness >= least)
  if (isDoubtful && others.length > 0 && others.length * 2 >= rows.length) return [likeliest]
  return (candidates.length > 0 ? candidates : headed).map(({ column }) => column)
}

function likenessOf(rows: string[][], column: number): number {
  return rows.reduce((sum, row) => sum + hostIn(row[column] ?? '').likeness, 0)
}

function isOfNumbers(rows: string[][], column: number): boolean {
  return rows.every(row => /^(:?\d{1,5}(\.0+)?)?$/.test(row[column] ?? ''))
}

function isOfRepositories(rows: string[][], column: number): boolean {
  const filled = rows.map(row => row[column] ?? '').filter(cell => cell !== '')
  return filled.length > 0 && filled.filter(isRepository).length * 2 > filled.length
}

import type { Lines } from './cells.ts'
import { likeliestColumn } from './columns.ts'
import { consistsOfHeadingWords, hostHeading } from './headings.ts'
import { hostIn } from './host-cell.ts'
import { addressLike } from './likeness.ts'
import { isSpreadsheetError } from './spreadsheet.ts'

/**
 * Tells rows that begin with `#` apart: those that have cells as the others have are rows, for learning platforms write ids
 * as `#123`, and teams have numbers; what else begins so was taken out by somebody, and becomes a comment.
 */
export function withoutComments({ rows, hashed, ...lines }: Lines): Omit<Lines, 'hashed'> {
  const plain = rows.filter(row => !hashed.has(row))
  const shape = shapeOf(plain, rows)
  const kept = rows.filter(row => !hashed.has(row) || isRow(row, shape))
  return { ...lines, rows: kept, comments: lines.comments + rows.length - kept.length }
}

/** What the other rows of a file are like. */
type Shape = {
  /** How many cells most of them have. */
  width: number
  /** Where they have their machines; -1 if none has any. */
  column: number
  isHeaded: boolean
  /** No row without `#` names a machine. */
  isAlone: boolean
}

function shapeOf(plain: string[][], all: string[][]): Shape {
  const isAlone = !plain.some(namesMachine)
  const rows = isAlone ? all.map(withoutHash) : plain
  const headings = plain.find(row => !namesMachine(row) && row.some(cell => hostHeading(cell) !== undefined))
  const headed = headings?.findIndex(cell => hostHeading(cell) !== undefined) ?? -1
  const width = Math.max(0, ...rows.map(row => row.length))
  const likenesses = Array.from({ length: width }, (_, column) =>
    rows.reduce((sum, row) => sum + hostIn(row[column] ?? '').likeness, 0),
  )
  return {
    width: commonest((plain.length > 0 ? plain : rows).map(row => row.length)),
    column: headed >= 0 ? headed : likeliestColumn(likenesses),
    isHeaded: headings !== undefined && headings.length > 1,
    isAlone,
  }
}

function isRow(row: string[], { width, column, isHeaded, isAlone }: Shape): boolean {
  const [first = '', ...rest] = row
  if (isSpreadsheetError(first)) return true
  // Words divided by blanks alone: `#1 vcm-1`, where no other line names a machine.
  if (rest.length === 0) return isAlone && /^#\d+\s/.test(first) && hostIn(first).likeness >= addressLike
  const machine = row[column] ?? ''
  if (row.length !== width && hostIn(machine).likeness <= 0) return false
  const bare = first.slice(1)
  if (consistsOfHeadingWords(bare) && rest.some(cell => hostHeading(cell) !== undefined)) return true
  if (column === 0 || hostIn(bare).likeness >= addressLike) return false
  return /^\d/.test(bare) || isAlone || (isHeaded && !/\s/.test(machine))
}

function withoutHash([first = '', ...rest]: string[]): string[] {
  return [first.replace(/^#/, ''), ...rest]
}

function namesMachine(row: string[]): boolean {
  return row.some(cell => hostIn(cell).likeness > 0)
}

function commonest(numbers: number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0])[0]
}

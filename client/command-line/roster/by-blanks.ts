import { splitAtBlanks } from './cells.ts'
import { type Columns, columnsOf } from './columns.ts'
import { type Entry, entryOf } from './entry.ts'
import { hostIn } from './host-cell.ts'
import { addressLike, surelyNamed } from './likeness.ts'

/**
 * Reads rows of one cell each: `HOST LABEL …`, divided by blanks, or hosts alone.
 *
 * @param heading the cell above them, if there is one: words for the columns (`host team`), or a phrase for all of it
 */
export function entriesByBlanks(heading: string | undefined, cells: string[]): Entry[] {
  const rows = cells.map(splitAtBlanks)
  const headings = splitAtBlanks(heading ?? '')
  const isAsWide = rows.filter(row => row.length >= headings.length).length * 2 > rows.length
  const columns = columnsOf(isAsWide ? headings : [], rows)
  return rows.map(row => entryByBlanks(row, columns))
}

/** A label of several words moves the host away from the word that heads it. */
function entryByBlanks(row: string[], columns: Columns): Entry {
  const [first = '', ...rest] = row
  // A line of a port alone is this machine, as with --host; a smaller number is that of a list.
  if (/^\d{4,5}$/.test(first) && !row.some(isAddress)) return { host: first, label: rest.join(' ') }
  const headed = Math.max(0, ...columns.hosts.flat().map(column => hostIn(row[column] ?? '').likeness))
  const most = Math.max(...row.map(cell => hostIn(cell).likeness))
  const isMoved = headed < addressLike && most >= (headed === 0 ? surelyNamed : addressLike)
  return entryOf(row, isMoved ? { ...columns, hosts: [] } : columns)
}

function isAddress(cell: string): boolean {
  return hostIn(cell).likeness >= addressLike
}

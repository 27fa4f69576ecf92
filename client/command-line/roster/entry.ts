import { formulaLabelRead } from '../../formula.ts'
import { type Columns, likeliestColumn } from './columns.ts'
import { type HostCell, hostIn } from './host-cell.ts'
import { addressLike, isRepository, surelyNamed } from './likeness.ts'
import { portIn, withPort } from './port.ts'

/** A machine to be checked, and what to call it. */
export type Entry = {
  /** As it is written; empty if its row has none. */
  host: string
  label: string
}

/** Takes host and label out of a row of cells; what is no host stays in the label. */
export function entryOf(cells: string[], columns: Columns): Entry {
  const row = withWholePort(cells, columns)
  const position = columns.hosts.length > 0 ? headedHost(row, columns) : likeliestHost(row, columns)
  const { host: found, rest } = callable(row[position] ?? '')
  const port = found === '' || columns.port === undefined ? '' : (row[columns.port] ?? '')
  const host = withPort(found, port)
  if (columns.label !== undefined) return { host, label: formulaLabelRead(row[columns.label] ?? '') }
  const words = row.map((cell, column) => {
    if (column === position) return rest
    const isPort = column === columns.port && (host !== found || portIn(cell) === '')
    return isPort ? '' : cell
  })
  return { host, label: words.filter(word => word !== '').join(' ') }
}

/** `5,006` without quotes is two cells, of which the first must not be called as port 5. */
function withWholePort(row: string[], { port, headed }: Columns): string[] {
  if (port === undefined) return row
  const [thousands = '', rest = ''] = row.slice(port, port + 2)
  const isDivided = port === headed - 1 && /^\d{1,2}$/.test(thousands) && /^\d{3}$/.test(rest)
  return isDivided ? [...row.slice(0, port), `${thousands},${rest}`, ...row.slice(port + 2)] : row
}

/** Of the columns that are headed so, the first with an address, else the one in which others have theirs. */
function headedHost(row: string[], { hosts, likenesses }: Columns): number {
  const isFilled = (column: number) => hostIn(row[column] ?? '').host !== ''
  const group = hosts.find(columns => columns.some(isFilled)) ?? hosts[0] ?? []
  const [likeliest = -1] = group.toSorted((a, b) => (likenesses[b] ?? 0) - (likenesses[a] ?? 0))
  return group.find(column => hostIn(row[column] ?? '').likeness > 0) ?? likeliest
}

/**
 * The cell that looks most like a host; of equals, that of the column which does. Where a row has nothing in that column, what
 * looks like one elsewhere is sooner a label, such as `team-2` or `ada.l`, unless it is an address beyond that.
 */
function likeliestHost(row: string[], { likenesses }: Columns): number {
  const likeliest = likeliestColumn(likenesses)
  if (likeliest < 0) return row.findIndex(cell => callable(cell).host !== '')
  const isMissing = callable(row[likeliest] ?? '').host === ''
  const least = isMissing ? addressLike + 1 : surelyNamed
  const [best] = row
    .map((cell, column) => ({ column, likeness: hostIn(cell).likeness }))
    .filter(({ column, likeness }) => likeness >= (column === likeliest ? 1 : least))
    .sort((a, b) => b.likeness - a.likeness || (likenesses[b.column] ?? 0) - (likenesses[a.column] ?? 0))
  return best?.column ?? likeliest
}

/** A number alone would be a port of this machine, which is no student's. */
function callable(cell: string): HostCell {
  const found = hostIn(cell)
  const isNone = /^\d*$/.test(found.host) || isRepository(found.host)
  return isNone ? { host: '', rest: cell, likeness: 0 } : found
}

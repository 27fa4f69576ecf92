import {
  consistsOfHeadingWords,
  type HostHeading,
  hostHeading,
  isOfSecond,
  isPortHeading,
} from './headings.ts'
import { hostIn } from './host-cell.ts'
import { addressLike, isRepository, surelyAddress } from './likeness.ts'
import { hasPort, isOfPorts, portIn } from './port.ts'

/** Which cells of a row are what. */
export type Columns = {
  /**
   * The columns whose headings are those of hosts; empty without such headings. A row has its host in the first group of
   * which it has a cell, there in the first that looks like one.
   */
  hosts: number[][]
  port: number | undefined
  /** How many columns have headings. */
  headed: number
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
  const hosts = hostColumns(headings, rows, likenesses)
  return {
    hosts,
    port: portColumn(headings, rows, hosts.flat()[0] ?? likeliestColumn(likenesses)),
    headed: headings.length,
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

function hostColumns(headings: string[], rows: string[][], likenesses: number[]): number[][] {
  if (headings.length === 0) return []
  if (isWrittenTable(headings)) return [[headings.indexOf('host')]]
  const groups = headedGroups(headings)
  const candidates = groups
    .map(group => group.filter(column => !isOfRepositories(rows, column)))
    .filter(group => group.length > 0)
  // `Address` may head streets, and `URL` repositories, while another column has what is called.
  const isDoubtful = candidates
    .flat()
    .every(column => hostHeading(headings[column] ?? '') !== 'machine' && likenesses[column] === 0)
  const likeliest = likeliestColumn(likenesses)
  const least = candidates.length > 0 ? surelyAddress : addressLike
  const others = rows.filter(row => hostIn(row[likeliest] ?? '').likeness >= least)
  if (isDoubtful && others.length > 0 && others.length * 2 >= rows.length) return [[likeliest]]
  return candidates.length > 0 ? candidates : groups
}

/** The columns that are headed as hosts: those that say so best, and others for rows that have nothing in these. */
function headedGroups(headings: string[]): number[][] {
  const headed = headings.map((heading, column) => ({
    column,
    kind: hostHeading(heading),
    isSecond: isOfSecond(heading),
  }))
  const of = (kinds: (HostHeading | undefined)[], second: boolean) =>
    kinds.flatMap(kind =>
      headed.filter(each => each.kind === kind && each.isSecond === second).map(({ column }) => column),
    )
  const groups = [
    of(['machine', 'address'], false),
    of(['url'], false),
    of(['machine', 'address', 'url'], true),
  ]
  // A student's page is called only where no other column can have the server.
  const isServers = groups.flat().length > 0
  return (isServers ? groups : [of(['page'], false)]).filter(group => group.length > 0)
}

function likenessOf(rows: string[][], column: number): number {
  return rows.reduce((sum, row) => sum + hostIn(row[column] ?? '').likeness, 0)
}

/** The column that is headed so, or else, where nothing heads it, the one beside the machines (`host`) if it can be nothing else. */
function portColumn(headings: string[], rows: string[][], host: number): number | undefined {
  const headed = headings.findIndex((heading, column) => {
    if (column === host || !isPortHeading(heading)) return false
    return consistsOfHeadingWords(heading) || rows.some(row => portIn(row[column] ?? ''))
  })
  if (headed >= 0) return headed
  const beside = host + 1
  const isFree = host >= 0 && (headings[beside] ?? '') === ''
  const isLacking = rows.every(row => !hasPort(hostIn(row[host] ?? '').host))
  return isFree && isLacking && isOfPorts(rows.map(row => row[beside] ?? '')) ? beside : undefined
}

function isOfRepositories(rows: string[][], column: number): boolean {
  const filled = rows.map(row => row[column] ?? '').filter(cell => cell !== '')
  return filled.length > 0 && filled.filter(isRepository).length * 2 > filled.length
}

import type { Roster } from '../command-line/roster.ts'

/**
 * What became of the roster's rows: `48 rows: 45 hosts, 2 empty, 1 comment`. Plain headings at the top are not counted.
 *
 * @returns undefined if none was skipped
 */
export function rowTotals({ entries, skipped: { empty, comments, headings } }: Roster): string | undefined {
  if (empty + comments + headings === 0) return undefined
  const hosts = entries.filter(({ host }) => host !== '').length
  const parts = [
    counted(hosts, 'host'),
    hosts < entries.length && `${entries.length - hosts} without a host`,
    headings > 0 && counted(headings, 'heading'),
    empty > 0 && `${empty} empty`,
    comments > 0 && counted(comments, 'comment'),
  ]
  const rows = entries.length + empty + comments + headings
  return `${counted(rows, 'row')}: ${parts.filter(Boolean).join(', ')}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

import { splitRows } from './cells.ts'
import { likeness } from './likeness.ts'

/** What spreadsheets write between cells; the first counts where nothing speaks for another. */
const separators = [',', ';', '\t', '|']

/** The line that tells Excel which separator follows. */
const announcement = /^"?sep=(.)"?(?:\r\n|\n|\r|$)/i

/**
 * Finds what is between the cells of a CSV file: what its first line says (`sep=;`), a comma in what `--csv` wrote, else what gives
 * most rows a cell that looks like a host, else what gives most rows the same number of cells.
 */
export function separated(text: string): { separator: string; csv: string } {
  const [line, announced] = announcement.exec(text) ?? []
  if (line !== undefined && announced !== undefined) {
    return { separator: announced, csv: text.slice(line.length) }
  }
  if (text.startsWith('label,host,result,')) return { separator: ',', csv: text }
  const [best = ','] = separators
    .filter(separator => text.includes(separator))
    .map(separator => ({ separator, ...fit(text, separator) }))
    .sort((a, b) => b.hosts - a.hosts || b.alike - a.alike || b.cells - a.cells)
    .map(({ separator }) => separator)
  return { separator: best, csv: text }
}

/** How many rows have a host, and how many have the commonest number of cells, if that is more than one. */
function fit(text: string, separator: string): { hosts: number; alike: number; cells: number } {
  const { rows: all, hashed } = splitRows(text, separator)
  const hasHost = (row: string[]) => row.some(cell => likeness(cell) > 0)
  const plain = all.filter(row => !hashed.has(row))
  const rows = plain.some(hasHost) ? plain : all
  const counts = new Map<number, number>()
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [cells, alike] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0])
  return { hosts: rows.filter(hasHost).length, alike, cells }
}

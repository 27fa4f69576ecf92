import type { Record } from './writers.ts'

/** A row of the table of notes. */
export type Row = { readonly id: number; readonly title: string; readonly text: string }

/**
 * What the database holds and should not, or lacks: a sentence for each kind, empty if all is as the writers were told.
 *
 * A note that was acknowledged is there once, under its id. A 409 was right if another write has the title. What got no
 * answer may be there or not, but not twice.
 */
export function compare({ writes, wrong }: Record, rows: readonly Row[]): string[] {
  const byText = groupBy(rows, ({ text }) => text)
  const byTitle = groupBy(rows, ({ title }) => title)
  const keys = new Set(writes.map(({ key }) => key))
  const faults: [what: string, which: string[]][] = [
    ['unexpected answers', [...wrong]],
    [
      'acknowledged, but not there',
      writes
        .filter(({ status, key, title, id }) => {
          const [row] = byText.get(key) ?? []
          return status === 201 && (row === undefined || row.title !== title || row.id !== id)
        })
        .map(({ key }) => key),
    ],
    ['there more than once', [...byText].filter(([, found]) => found.length > 1).map(([text]) => text)],
    [
      'titles that are there more than once',
      [...byTitle].filter(([, found]) => found.length > 1).map(([title]) => title),
    ],
    [
      'refused (409) without reason',
      writes
        .filter(({ status, key, title }) => {
          const [row] = byTitle.get(title) ?? []
          return status === 409 && (row === undefined || row.text === key)
        })
        .map(({ key }) => key),
    ],
    ['written by nobody', rows.filter(({ text }) => !keys.has(text)).map(({ text }) => text)],
  ]
  return faults
    .filter(([, which]) => which.length > 0)
    .map(([what, which]) => `${which.length} ${what}: ${which.slice(0, 3).join(', ')}`)
}

function groupBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(nameOf(item))
    if (group) group.push(item)
    else groups.set(nameOf(item), [item])
  }
  return groups
}

export type Lines = {
  /** The cells of every row that has any, without the blanks around them. */
  rows: string[][]
  /** Those of them that begin with `#` and a word: with an id, such as `#123`, or as a machine that was taken out. */
  hashed: ReadonlySet<string[]>
  /** Rows without a word in them. */
  empty: number
  comments: number
}

/**
 * Splits CSV into rows and cells: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), lines that end with LF or CR alone,
 * blanks around quotes, and comments: lines that begin with `#` and no word. A quote that is not closed before the next
 * separator is a character like others, so that it never takes the rows behind it along.
 *
 * @param separator one character
 */
export function splitRows(text: string, separator: string): Lines {
  const { comment, cell } = patternsFor(separator)
  const hashed = new Set<string[]>()
  const lines: Lines = { rows: [], hashed, empty: 0, comments: 0 }
  let at = 0
  while (at < text.length) {
    comment.lastIndex = at
    if (comment.test(text)) {
      lines.comments += 1
      at = comment.lastIndex
      continue
    }
    const row: string[] = []
    const isHashed = /^[^\S\r\n]*#/.test(text.slice(at, at + 100))
    for (let end = false; !end; ) {
      cell.lastIndex = at
      const [whole, quoted, plain = '', divider] = cell.exec(text) ?? ['']
      row.push(quoted === undefined ? cleaned(withoutOuterQuotes(plain)) : cleaned(undoubled(quoted)))
      at += whole.length
      end = divider !== separator
    }
    if (row.every(isRule)) lines.empty += 1
    else lines.rows.push(row)
    if (isHashed) hashed.add(row)
  }
  return lines
}

/** Splits at blanks; what stands in double quotes stays together. */
export function splitAtBlanks(cell: string): string[] {
  return (cell.match(/"(?:[^"]|"")*"(?=\s|$)|\S+/g) ?? []).map(withoutOuterQuotes)
}

/** Nothing, or what is drawn between the rows of a table of text: `---`, `:--:`, `+====+`. */
function isRule(cell: string): boolean {
  return /^[-–—=_:+*|.]*$/.test(cell)
}

/** A `#` right before a separator is a cell, as the heading of a column of numbers is; `#1` may be one. */
function patternsFor(separator: string): { comment: RegExp; cell: RegExp } {
  const divider = separator.replace(/[\\\]^-]/, '\\$&')
  const blanks = separator === '\t' ? '[^\\S\\r\\n\\t]*' : '[^\\S\\r\\n]*'
  const quoted = `"([^"]*(?:""[^"]*)*)"${blanks}(?=[${divider}\\r\\n]|$)`
  return {
    comment: new RegExp(
      `${blanks}#(?![\\p{L}\\p{N}]|${blanks}[${divider}])[^\\r\\n]*(?:\\r\\n|\\n|\\r|$)`,
      'yu',
    ),
    cell: new RegExp(`${blanks}(?:${quoted}|([^${divider}\\r\\n]*))([${divider}]|\\r\\n|\\n|\\r|$)`, 'y'),
  }
}

function cleaned(content: string): string {
  return content.replace(/\s+/g, ' ').trim()
}

function undoubled(quoted: string): string {
  return quoted.replaceAll('""', '"')
}

/** For quotes within quotes that are not doubled: `"the "first" team"`. */
function withoutOuterQuotes(plain: string): string {
  const inner = /^"(.*)"$/s.exec(plain.trim())?.[1]
  return inner === undefined ? plain : undoubled(inner)
}

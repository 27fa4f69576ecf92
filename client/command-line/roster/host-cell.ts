import { unquoted } from '../quotes.ts'
import { withScheme } from '../scheme.ts'
import { addressLike, likeness } from './likeness.ts'
import { isNothing } from './nothing.ts'
import { withPort } from './port.ts'
import { formulaText } from './spreadsheet.ts'

/** What a cell has of a host. */
export type HostCell = {
  /** As it is to be called; empty if the cell has nothing of that kind. */
  host: string
  /** The words around it. */
  rest: string
  /** See `likeness`. */
  likeness: number
}

/** Characters of a cell that are searched: a sentence, or a link with all that a learning platform puts into it. */
const longest = 2000

/**
 * Finds the host in a cell: all of it, or the part of a sentence that is an address.
 *
 * @example
 *     hostIn('“vcm-1:5000”')                    // { host: 'vcm-1:5000', rest: '', likeness: 7 }
 *     hostIn('http://vcm-1:5000 (my laptop)')   // { host: 'http://vcm-1:5000', rest: '(my laptop)', … }
 */
export function hostIn(cell: string): HostCell {
  const text = joinedPort(withSchemes(unquoted(withoutTags(formulaText(cell.slice(0, longest))))))
  if (isNothing(text)) return { host: '', rest: text, likeness: 0 }
  if (!/[\s<>]/.test(text)) return { host: text, rest: '', likeness: likeness(text) }
  const parts = text.split(/[\s<>()"“”„«»]+/).map(part => unquoted(part).replace(/[.,;:!?]+$/, ''))
  const [best = '', degree = 0] = parts
    .map(part => [part, likeness(part)] as const)
    .reduce((first, next) => (next[1] > (first[1] ?? 0) ? next : first), ['', 0] as const)
  if (degree < addressLike) return { host: text, rest: '', likeness: 0 }
  const port = /\bport\W{1,3}(\d{1,5})\b/i.exec(text)
  const rest = cleaned(text.replace(best, ' ').replace(port?.[0] ?? '', ' '))
  return { host: withPort(best, port?.[1] ?? ''), rest, likeness: degree }
}

/** Of a sentence, each word may be an address. */
function withSchemes(text: string): string {
  return withScheme(text).replace(/\S+/g, withScheme)
}

/** `vcm-1 : 5000`, but not `section: 2` */
function joinedPort(text: string): string {
  return text.replace(/^(\S*[^\s:])\s*:\s*(\d{1,5})$/, (whole, host, port) =>
    likeness(host) > 0 ? `${host}:${port}` : whole,
  )
}

/** The text of HTML, which learning platforms export, with the addresses of its links. */
function withoutTags(text: string): string {
  return text
    .replace(/<a\s[^<>]*?href=["']?([^"'\s<>]+)[^<>]*>.*?<\/a>/gi, ' $1 ')
    .replace(/<\/?[a-z]+\d?(\s[^<>]*)?\/?>/gi, ' ')
}

function cleaned(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\(\s*\)|<\s*>|"\s*"/g, '')
    .replace(/^[\s,.;:]+|[\s,.;:]+$/g, '')
}

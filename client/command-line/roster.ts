import { UsageError } from './usage-error.ts'

/** A machine to be checked, and what to call it. */
export type Entry = { host: string; label: string }

/** What heads the column of hosts in a file with headings. */
const hostHeadings = ['host', 'url', 'address', 'server', 'hostname', 'vm']

/**
 * Reads a roster: lines of `HOST [LABEL …]`, or CSV as a course's tool exports it, with or without headings.
 * The host is the field that looks like one, wherever it stands; the others are the label. `#` begins a comment.
 *
 * @throws {UsageError} if there is no host in it
 */
export function parseRoster(text: string): Entry[] {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map(line => line.replace(/(^|\s)#.*/, '').trim())
    .filter(line => line !== '')
    .map(fieldsOf)
  const headed = (rows[0] ?? []).findIndex(field => hostHeadings.includes(field.toLowerCase()))
  const entries = (headed < 0 ? rows : rows.slice(1)).map(fields => entryOf(fields, headed))
  if (entries.length === 0) throw new UsageError('the roster has no hosts: write one a line')
  return entries
}

function entryOf(fields: string[], headed: number): Entry {
  const position = headed < 0 ? likeliestHost(fields) : headed
  const label = fields.filter((field, index) => index !== position && field !== '').join(' ')
  return { host: fields[position] ?? '', label }
}

/** The first of the fields that look most like a host: one with a scheme, else a port, else a dot, else any. */
function likeliestHost(fields: string[]): number {
  const likenesses = [
    /^https?:\/\//i,
    /^(\[[\da-f:]+\]|[\w.-]*):\d+(\/|$)/i,
    /^[\w-]+(\.[\w-]+)+(\/|$)/,
    /^localhost$/i,
  ]
  for (const likeness of likenesses) {
    const position = fields.findIndex(field => likeness.test(field) && /[a-z]|\.\d+\.|^:|^\[/i.test(field))
    if (position >= 0) return position
  }
  return 0
}

/** Splits at commas, semicolons and tabs, else at blanks; a field in double quotes may hold any of them. */
function fieldsOf(line: string): string[] {
  const separator = /[,;\t]/.test(line) ? '[,;\\t]' : '\\s+'
  const fields = line.matchAll(new RegExp(`("(?:[^"]|"")*"|.*?)\\s*(?:${separator}|$)\\s*`, 'g'))
  return [...fields]
    .map(([, field = '']) =>
      (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field).trim(),
    )
    .slice(0, -1)
}

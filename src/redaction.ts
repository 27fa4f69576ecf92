import { isSecretHeader, redacted, redactText } from './log/redact-text.ts'

/** Lines that name none of the headers are the most by far, and searched once. */
const mayHold = /authorization|cookie/i

/**
 * Takes the values of Authorization, Proxy-Authorization, Cookie and Set-Cookie out of a line of JSON, at any depth: of objects
 * of headers, lists of names and values in turn, pairs of `name` and `value`, and of texts that hold one of these.
 *
 * It reads the finished line, because a library may keep headers in any field of any error, and what decides is the place: the
 * same word as an id, in a path or as another header's value stays. pino's own `redact` needs the place and the exact case of
 * a field, and with a wildcard among the places it took five times as long for a line of the access log.
 */
export function redactHeaders(line: string): string {
  if (!mayHold.test(line)) return line
  const entry: unknown = JSON.parse(line)
  const after = redact(entry)
  // As pino wrote it, unless there is something to hide.
  return isChanged(entry, after) ? `${JSON.stringify(after)}\n` : line
}

function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return redactList(value)
  if (typeof value !== 'object' || value === null) return value
  const { name } = value as { name?: unknown }
  const isPair = typeof name === 'string' && isSecretHeader(name)
  // A copy by fromEntries has a key such as __proto__ as well.
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const isHidden = (isSecretHeader(key) || (isPair && key === 'value')) && isHeaderValue(field)
      return [key, isHidden ? redacted : redact(field)]
    }),
  )
}

/** Of names and values in turn, as in rawHeaders, each second one may be hidden; any other list is looked through. */
function redactList(list: unknown[]): unknown[] {
  const isInTurn =
    list.length % 2 === 0 &&
    list.every((item, at) => (at % 2 ? isHeaderValue(item) : typeof item === 'string'))
  return list.map((item, at) =>
    isInTurn && at % 2 && isSecretHeader(list[at - 1]) ? redacted : redact(item),
  )
}

/** A header that came several times is a list. Any other object, such as the options of a session's cookie, is no value. */
function isHeaderValue(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every(item => typeof item === 'string'))
}

function isChanged(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) !== JSON.stringify(after)
}

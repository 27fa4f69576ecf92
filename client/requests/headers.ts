import { InvalidHeader } from './errors.ts'

/**
 * Headers over other headers, whatever the case of their names; null takes one away.
 *
 * @throws {InvalidHeader} if a name or value holds what no header may hold
 */
export function mergeHeaders(below: Headers, above: Readonly<Record<string, string | null>>): Headers {
  const headers = new Headers(below)
  for (const [name, value] of Object.entries(above)) {
    try {
      if (value === null) headers.delete(name)
      else headers.set(name, value)
    } catch (cause) {
      const pair = `${JSON.stringify(name)} with the value ${JSON.stringify(value)}`
      const hint = 'Header names are ASCII; values have no line breaks and no characters beyond Latin-1.'
      throw new InvalidHeader(`not a header: ${pair}`, { code: 'ERR_INVALID_HEADER', hint, cause })
    }
  }
  return headers
}

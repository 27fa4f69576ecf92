/** What other people's servers send is read with a limit and printed without its control characters. */
import { escapeCharacter, steeringCharacters } from './requests/quote.ts'

/** Bytes of a document or an answer that are read at most: 1 MiB. */
export const maxBytes = 1024 * 1024

/** Levels of nesting that a value may have: far above what an API answers, far below what overflows the stack. */
const maxDepth = 200

/**
 * `JSON.parse` for text from a server: also refuses what is nested so deep that walking over it would overflow the stack.
 *
 * @throws {SyntaxError} if the text is not JSON, or too deep
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
  refuseDeeper(value, maxDepth)
  return value
}

/** Most of a large document are texts and numbers: they are stepped over without a list of them. */
function refuseDeeper(value: unknown, levels: number): void {
  if (levels < 0) throw new SyntaxError(`nested deeper than ${maxDepth} levels`)
  if (typeof value !== 'object' || value === null) return
  for (const key in value) {
    const inner = (value as Record<string, unknown>)[key]
    if (typeof inner === 'object' && inner !== null) refuseDeeper(inner, levels - 1)
  }
}

/** Whether a value is an object with fields: not a list, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands where a text belongs: a text as it is, anything else as JSON. String() throws for `{ "toString": null }`. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

/** The value of a header, null if it is missing; undefined for a name that no header can have, for which Headers throws. */
export function headerOf(headers: Headers, name: string): string | null | undefined {
  return /^[!#$%&'*+.^`|~\w-]+$/.test(name) ? headers.get(name) : undefined
}

/** Undoes percent-encoding; a text that is not percent-encoded, such as `50%`, stays as it is. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A text as a part of a regular expression, which matches it and nothing else. */
export function literalPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Makes the characters visible that would steer a terminal, as JSON would write them: `\u001b`. Tab and newline stay. */
export function printable(text: string): string {
  return text.replace(steeringCharacters, escapeCharacter)
}

/** The text on one line, no longer than `length` characters. */
export function oneLine(text: string, length = 120): string {
  const line = printable(text.replace(/\s+/g, ' ').trim())
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

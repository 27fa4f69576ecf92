import { TimeLimitError, withinTime } from '../../../time-limit.ts'
import { asText } from '../../../untrusted.ts'
import { formattedText } from './formats.ts'
import { limit, longestText, type Schema, type Unmade, unmade } from './made.ts'
import { textsAfter } from './pattern-texts.ts'

/** Milliseconds in which a pattern is tried: it comes from the server that is checked. */
const patternTime = 50

/** Texts that many patterns are about. */
const usual = (
  'string abc AB ABC Abc abc123 a A 0 1 12 123 1234 12345 123456 1234567890 12.50 1.0.0 v1 en en-US US USD true ' +
  '2024-02-29 12:00 12:00:00 2024-02-29T12:00:00Z 2024-02-29T12:00:00.000Z P1D ada@example.com example.com ' +
  'https://example.com/ /a 192.0.2.1 +12025550100 202-555-0100 #aabbcc aabbcc a-b a_b a.b a/b a:b text/plain ' +
  '123e4567-e89b-42d3-a456-426614174000 507f1f77bcf86cd799439011 c3RyaW5n 01ARZ3NDEKTSV4RRFFQ69G5FAV'
).split(' ')

/** Texts of the format, the length and the pattern that a schema has; or which of them is in the way. */
export function stringsFor(schema: Schema, count: number): string[] | Unmade {
  const { format, pattern } = schema
  const least = limit(schema.minLength, 0)
  const most = limit(schema.maxLength, longestText)
  if (least > longestText) return unmade('its minLength')
  const isFormatted = formattedText(format, 0, 0) !== undefined
  const made = isFormatted
    ? Array.from({ length: count }, (_, index) => formattedText(format, index, least) ?? '')
    : Array.from({ length: count }, (_, index) => sized(`string${index || ''}`, index, least, most))
  const others = pattern === undefined || isFormatted ? [] : usual.flatMap(text => grown(text, least, most))
  const fitting = [...new Set([...made, ...others])].filter(({ length }) => length >= least && length <= most)
  if (fitting.length === 0) return unmade(isFormatted ? 'its format and its length' : 'its length')
  if (pattern === undefined) return fitting
  const expression = compiled(asText(pattern))
  if (expression === undefined) return unmade('its pattern')
  const ready = matchesOf(expression, () => fitting, count)
  const isEnough = isFormatted || ready.length === count
  const more = isEnough ? [] : matchesOf(expression, () => madeAfter(expression, count, least, most), count)
  const matching = new Set([...ready, ...more])
  return matching.size > 0 ? [...matching] : unmade('its pattern')
}

/** A text no shorter and no longer than it may be; what makes it different from others stays. */
function sized(text: string, index: number, least: number, most: number): string {
  const end = index === 0 ? '' : String(index)
  return text.length > most
    ? text.slice(0, most - end.length) + end
    : text.slice(0, text.length - end.length).padEnd(least - end.length, 'x') + end
}

/** The text itself, and as long as it must be by more of its last character. */
function grown(text: string, least: number, most: number): string[] {
  return [text, text.padEnd(least, text.at(-1)), text.slice(0, most)]
}

/** The first texts that match, and no more: each further one would be tried for nothing. None if that takes too long. */
function matchesOf(expression: RegExp, texts: () => Iterable<string>, count: number): string[] {
  try {
    return withinTime(patternTime, () => {
      const matching: string[] = []
      for (const text of texts()) {
        if (expression.test(text)) matching.push(text)
        if (matching.length === count) break
      }
      return matching
    })
  } catch (error) {
    if (error instanceof TimeLimitError) return []
    throw error
  }
}

function* madeAfter(
  { source, unicode }: RegExp,
  count: number,
  least: number,
  most: number,
): Generator<string> {
  try {
    for (const text of textsAfter(source, unicode ? 'u' : '', count, { least, most }))
      if (text.length >= least && text.length <= most) yield text
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error
  }
}

/** As JSON Schema 2020-12, 6.4, has it: by Unicode, if the expression is one there. */
function compiled(pattern: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags)
    } catch {}
  }
  return undefined
}

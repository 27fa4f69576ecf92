import { asText } from '../../../untrusted.ts'

/**
 * Texts of the formats that JSON Schema and OpenAPI's registry name, and of others that frameworks write: the first of a
 * format for 0, another one for each further number.
 */
const textOfFormat: Record<string, (index: number) => string> = {
  date: index => day(index),
  'date-time': index => `${day(index)}T12:00:00Z`,
  time: index => `12:00:${twoDigits(index)}Z`,
  duration: index => `P${index + 1}D`,
  email: index => `ada${index || ''}@example.com`,
  'idn-email': index => `ada${index || ''}@example.com`,
  hostname: index => `${index ? `h${index}.` : ''}example.com`,
  'idn-hostname': index => `${index ? `h${index}.` : ''}example.com`,
  ipv4: index => `192.0.2.${(index % 250) + 1}`,
  ipv6: index => `2001:db8::${(index + 1).toString(16)}`,
  // FastAPI's name for an address of either kind.
  ipvanyaddress: index => `192.0.2.${(index % 250) + 1}`,
  ip: index => `192.0.2.${(index % 250) + 1}`,
  uri: index => `https://example.com/${index || ''}`,
  url: index => `https://example.com/${index || ''}`,
  iri: index => `https://example.com/${index || ''}`,
  'uri-reference': index => `/${index || ''}`,
  'iri-reference': index => `/${index || ''}`,
  'uri-template': index => `/${index || ''}`,
  'json-pointer': index => `/${index || ''}`,
  'relative-json-pointer': index => String(index),
  regex: index => `a${index || ''}`,
  uuid: index => `123e4567-e89b-42d3-a456-42661417${(0x4000 + index).toString(16)}`,
  byte: index => Buffer.from(`string${index || ''}`).toString('base64'),
  numeric: index => String(index + 1),
  decimal: index => String(index + 1),
  int32: index => String(index + 1),
  int64: index => String(index + 1),
}

/** Formats of which a longer text can be made: by its `x`s in front of what the key says. */
const growing: Record<string, string> = { email: '@', 'idn-email': '@' }

/** @returns undefined for a format that says nothing of the text, such as `password`, or is not known */
export function formattedText(format: unknown, index: number, minLength: number): string | undefined {
  const name = asText(format)
  const text = Object.hasOwn(textOfFormat, name) ? textOfFormat[name]?.(index) : undefined
  if (text === undefined || text.length >= minLength) return text
  const more = 'x'.repeat(minLength - text.length)
  const before = Object.hasOwn(growing, name) ? growing[name] : undefined
  if (before !== undefined) return text.replace(before, `${more}${before}`)
  return /^(ur[il]|iri)(-|$)|^regex$|^json-pointer$/.test(name) ? text + more : text
}

function day(index: number): string {
  return new Date(Date.UTC(2024, 1, 29 + index)).toISOString().slice(0, 10)
}

function twoDigits(index: number): string {
  return String(index % 60).padStart(2, '0')
}

/** Values as a request has them in its path, query, headers and cookies: see Style. */
import { isObject } from '../../untrusted.ts'
import type { Style } from './style.ts'

/** A name and what is written for it, before it is encoded. */
export type Pair = { key: string; items: string[]; separator: ',' | ' ' | '|' }

/** Whether the specification says how a value of this kind is written: what it leaves open, servers read differently. */
export function isDefined(value: unknown, place: string, { name, explode }: Style): boolean {
  if (name === 'content' || !isComposed(value)) return true
  if (name === 'deepObject' && !isObject(value)) return false
  if (place === 'cookie' && name === 'form' && explode) return false
  return !Object.values(value as object).some(isComposed)
}

/** The names and values in a query, a form or a cookie; none for null and for what has no items. */
export function pairs(key: string, value: unknown, style: Style): Pair[] {
  const pair = (name: string, item: unknown): Pair => ({ key: name, items: [text(item)], separator: ',' })
  if (value === null) return []
  if (style.name === 'content') return [{ key, items: [contentText(value, style)], separator: ',' }]
  if (!isComposed(value)) return [pair(key, value)]
  if (style.name === 'deepObject') return deepPairs(key, value)
  const fields = entries(value)
  if (style.explode) return fields.map(([name, item]) => pair(isObject(value) ? name : key, item))
  const items = fields.flatMap(([name, item]) => (isObject(value) ? [name, text(item)] : [text(item)]))
  return items.length > 0 ? [{ key, items, separator: separators[style.name] ?? ',' }] : []
}

const separators: Partial<Record<Style['name'], Pair['separator']>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
}

/** A pair as it stands in a URL or a cookie: a separator of items stays what it is, and one within an item is encoded. */
export function encodedPair({ key, items, separator }: Pair, { name, allowReserved }: Style): string {
  // The style of cookies has no encoding (3.2.0, "Style Values").
  if (name === 'cookie') return `${key}=${items.join(separator)}`
  // These would end the value, or be read as a space.
  const encode = allowReserved ? (item: string) => encodedButReserved(item, /[#&+]/g) : encoded
  return `${encoded(key)}=${items.map(encode).join(separator === ',' ? ',' : encoded(separator))}`
}

/** A whole query: the pairs of an object, a text as it is, or else JSON. Source: OpenAPI 3.2.0, Parameter Object, "querystring". */
export function queryText(value: unknown, style: Style): string {
  if (style.json) return encoded(contentText(value, style))
  if (typeof value === 'string') return encodedButReserved(value, /#/g)
  return entries(Object(value))
    .flatMap(([name, inner]) => [inner].flat().map(item => `${encoded(name)}=${encoded(text(item))}`))
    .join('&')
}

/** What stands in a path in the place of a parameter. */
export function pathText(key: string, value: unknown, style: Style): string {
  if (style.name === 'content') return encoded(contentText(value, style))
  const explode = style.explode && isComposed(value)
  if (style.name === 'label')
    return `.${joined(value, { ...style, separator: explode ? '.' : style.labelSeparator }, encoded)}`
  if (style.name !== 'matrix') return joined(value, { ...style, separator: ',' }, encoded)
  if (!explode) {
    const whole = joined(value, { ...style, separator: ',' }, encoded)
    return whole === '' ? `;${encoded(key)}` : `;${encoded(key)}=${whole}`
  }
  return pairs(key, value, style)
    .map(pair => `;${encodedPair(pair, style)}`)
    .join('')
}

/** What stands in front of a value that is known later. */
export function pathPrefix(key: string, { name }: Style): string {
  return { label: '.', matrix: `;${encoded(key)}=` }[name as 'label' | 'matrix'] ?? ''
}

/** A header's value, which is not percent-encoded. */
export function headerText(value: unknown, style: Style): string {
  if (style.name === 'content') return contentText(value, style)
  return joined(value, { ...style, separator: ',' }, item => item)
}

/** Text, or JSON for what is no text; a list within a list has no style. */
export function text(value: unknown): string {
  return isComposed(value) ? JSON.stringify(value) : String(value ?? '')
}

/** Everything but letters, digits and a few marks percent-encoded; half of a surrogate pair has no such encoding. */
function encoded(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD'))
}

/** What is percent-encoded already stays, and so do reserved characters, but for those that mean something where the value stands. */
function encodedButReserved(value: string, meaning: RegExp): string {
  return encodeURI(value.replace(/\p{Surrogate}/gu, '\uFFFD'))
    .replace(meaning, encodeURIComponent)
    .replace(/%25([\da-f]{2})/gi, '%$1')
}

function joined(
  value: unknown,
  { explode, separator }: { explode: boolean; separator: string },
  encode: (item: string) => string,
): string {
  if (!isComposed(value)) return encode(text(value))
  const fields = entries(value).map(([key, item]): [string, string] => [encode(key), encode(text(item))])
  if (!isObject(value)) return fields.map(([, item]) => item).join(separator)
  return fields.map(([key, item]) => key + (explode ? '=' : separator) + item).join(separator)
}

/** Within a deepObject, the specification ends at its fields: what is in them goes on as it began, and lists as `a[]`. */
function deepPairs(key: string, value: object): Pair[] {
  return entries(value).flatMap(([name, item]) => {
    const inner = `${key}[${Array.isArray(value) ? '' : name}]`
    return isComposed(item)
      ? deepPairs(inner, item)
      : [{ key: inner, items: [text(item)], separator: ',' as const }]
  })
}

function contentText(value: unknown, { json }: Style): string {
  return typeof value === 'string' && !json ? value : JSON.stringify(value)
}

function entries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== null)
}

function isComposed(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

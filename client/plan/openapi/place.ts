import type { Part } from '../../call.ts'
import { isObject } from '../../untrusted.ts'
import { partsOf } from './multipart.ts'
import { isBody, type Slot } from './slot.ts'
import type { Style } from './style.ts'
import {
  encodedPair,
  headerText,
  isDefined,
  pairs,
  pathPrefix,
  pathText,
  queryText,
  text,
} from './written.ts'

/** The parts of a request, percent-encoded where a request has them so. */
export type Parts = {
  /** By the parameter's name; `{id}` stands for a value that an earlier answer gives. */
  path: Map<string, string>
  query: string[]
  headers: Record<string, string>
  json?: unknown
  form?: Record<string, string | string[]>
  multipart?: Part[]
}

export function createParts(): Parts {
  return { path: new Map(), query: [], headers: {} }
}

/**
 * Writes a value into the part of the request that a slot stands for.
 *
 * @returns whether the specification says how such a value is written, and all of it is somebody's example
 */
export function place(parts: Parts, slot: Slot, value: unknown): boolean {
  if (isBody(slot)) {
    if (slot.in === 'multipart') {
      parts.multipart = partsOf(value, slot.kinds)
      return !parts.multipart.some(({ filename }) => filename !== undefined)
    }
    if (!/^application\/(json|x-www-form-urlencoded)$/i.test(slot.mediaType))
      parts.headers['content-type'] = slot.mediaType
    if (slot.in === 'json') parts.json = value
    else parts.form = formFields(value, slot.styles)
    return true
  }
  const { name, style } = slot
  if (slot.in === 'path') parts.path.set(name, pathText(name, value, style))
  else if (slot.in === 'header') parts.headers[name] = headerText(value, style)
  else if (slot.in === 'querystring') parts.query.push(queryText(value, style))
  else {
    const written = pairs(name, value, style).map(pair => encodedPair(pair, style))
    if (slot.in === 'query') parts.query.push(...written)
    else parts.headers.cookie = [parts.headers.cookie, ...written].filter(Boolean).join('; ')
  }
  return isDefined(value, slot.in, style)
}

/** The same for a value from a link; for one that is not known yet, undefined, the place of a path is kept open. */
export function placeLinked(parts: Parts, slot: Slot, value: unknown): void {
  if (value !== undefined) place(parts, slot, value)
  else if (slot.in === 'path') parts.path.set(slot.name, `${pathPrefix(slot.name, slot.style)}{${slot.name}}`)
}

/**
 * Without a style, a list is a field for each of its items, and an object JSON (3.1.1, Encoding Object, contentType). What
 * `allowReserved` leaves alone is encoded all the same: who reads a form decodes it.
 */
function formFields(value: unknown, styles: Map<string, Style>): Record<string, string | string[]> {
  const fields = new Map<string, string[]>()
  const add = (key: string, item: string) => fields.set(key, [...(fields.get(key) ?? []), item])
  for (const [name, inner] of Object.entries(isObject(value) ? value : {})) {
    const style = styles.get(name)
    if (style === undefined) for (const item of [inner].flat()) add(name, text(item))
    else for (const { key, items, separator } of pairs(name, inner, style)) add(key, items.join(separator))
  }
  return Object.fromEntries(
    [...fields].map(([key, items]) => [key, items.length === 1 ? (items[0] ?? '') : items]),
  )
}

import { isObject } from '../../untrusted.ts'
import { pointedAt, resolved } from './reference.ts'

/** `readOnly`: only answers have it. `writeOnly`: only requests. */
export type OneWay = 'readOnly' | 'writeOnly'

/**
 * The names of an object's properties that go the one way only: of the schema itself, of those that it refers to, and of its
 * parts and alternatives. That they are `required` "will take effect" on this way alone (3.0.3, Schema Object); since
 * 3.1 both keywords are notes of JSON Schema, by which what is missing on the other way is no fault either.
 */
export function oneWayNames(document: unknown, schema: unknown, way: OneWay): Set<string> {
  const names = new Set<string>()
  const seen = new Set<unknown>([schema])
  for (const each of seen) {
    if (!isObject(each)) continue
    if (typeof each.$ref === 'string') seen.add(pointedAt(document, each.$ref))
    for (const [name, property] of Object.entries(isObject(each.properties) ? each.properties : {}))
      if (isOneWay(document, property, way)) names.add(name)
    for (const keyword of ['allOf', 'anyOf', 'oneOf'])
      for (const part of [each[keyword] ?? []].flat()) seen.add(part)
  }
  return names
}

/** Whether a property says so itself, or what it refers to does. */
export function isOneWay(document: unknown, property: unknown, way: OneWay): boolean {
  if (!isObject(property)) return false
  return property[way] === true || resolved(document, property)?.[way] === true
}

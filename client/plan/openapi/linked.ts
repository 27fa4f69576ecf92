import type { Need } from '../../call.ts'
import { pointerTo } from '../../json-pointer.ts'
import { isDynamic } from '../../runtime-expression.ts'
import { isObject } from '../../untrusted.ts'
import type { Link } from './link.ts'
import { isBody, type Slot } from './slot.ts'

/** What links give to one call. */
export type Linked = {
  needs: Need[]
  /** The slots that the call need not fill itself: with the constant that a link has for it, or with a place to be filled. */
  values: Map<Slot, unknown>
}

/** Whether a link says nothing that depends on an answer. */
export function isConstant({ parameters, requestBody }: Link): boolean {
  return dynamicTexts([parameters, requestBody], []).length === 0
}

/** Adds what a link gives to the slots that no link before it has filled. */
export function addLink(linked: Linked, link: Link, slots: Slot[]): void {
  const free = slots.filter(slot => !linked.values.has(slot))
  for (const [key, value] of Object.entries(link.parameters)) {
    const slot = slotOf(free, key)
    if (slot === undefined || linked.values.has(slot)) continue
    if (typeof value !== 'string' || !isDynamic(value)) {
      linked.values.set(slot, value)
    } else if (slot.in !== 'cookie' && slot.in !== 'querystring') {
      linked.values.set(slot, undefined)
      linked.needs.push({ call: link.source, value, into: `$request.${slot.in}.${slot.name}` })
    }
  }
  const body = free.find(slot => isBody(slot) && slot.in !== 'multipart')
  if (body === undefined || link.requestBody === undefined) return
  linked.values.set(body, link.requestBody)
  for (const { keys, text } of dynamicTexts(link.requestBody, [])) {
    const pointer = keys.length === 0 ? '' : `#${pointerTo(keys)}`
    linked.needs.push({ call: link.source, value: text, into: `$request.body${pointer}` })
  }
}

/** A key is a place and a name, `path.id`, or a name alone. */
function slotOf(slots: Slot[], key: string): Slot | undefined {
  const parameters = slots.filter(slot => !isBody(slot))
  return (
    parameters.find(slot => `${slot.in}.${slot.name}` === key) ?? parameters.find(({ name }) => name === key)
  )
}

/** The texts within a value that are runtime expressions, or have some, and where they stand. */
function dynamicTexts(value: unknown, keys: string[]): { keys: string[]; text: string }[] {
  if (typeof value === 'string') return isDynamic(value) ? [{ keys, text: value }] : []
  if (!isObject(value) && !Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => dynamicTexts(inner, [...keys, key]))
}

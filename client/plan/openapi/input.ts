import type { Example } from './example.ts'
import { bodySlot, parameterSlots, type Slot } from './slot.ts'

/** What one call sends. */
export type Input = {
  /** The example that it is made of, whose answer has the same name; undefined if made of schemas. */
  exampleName: string | undefined
  /** The operation has neither parameters nor a body. */
  takesNothing: boolean
  /** A value that only an earlier answer gives is undefined. */
  path: Record<string, unknown>
  query: [string, string][]
  headers: Record<string, string>
  json?: unknown
  form?: Record<string, string>
  invented: boolean
}

/**
 * What an operation takes: its parameters and its body.
 *
 * @returns a reason, if it has a body that is not sent
 */
export function slotsOf(
  document: unknown,
  pathItem: Record<string, unknown>,
  operation: Record<string, unknown>,
): Slot[] | { skip: string } {
  const body = bodySlot(document, operation.requestBody)
  if (body !== undefined && 'skip' in body) return body
  return [...parameterSlots(document, pathItem, operation), ...(body ? [body] : [])]
}

/**
 * The input that is made of the examples of one name; or a reason why there is none.
 *
 * @param linked values from links, which go before the examples: see Linked
 * @param fallbackName the example that stands in where one of that name is missing, but must not
 */
export function inputOf(
  slots: Slot[],
  exampleName: string | undefined,
  linked: Map<Slot, unknown>,
  fallbackName: string | undefined,
): Input | { skip: string } {
  const takesNothing = slots.length === 0
  const input: Input = { exampleName, takesNothing, path: {}, query: [], headers: {}, invented: false }
  for (const slot of slots) {
    if (linked.has(slot)) {
      const value = linked.get(slot)
      if (value !== undefined) place(input, slot, value)
      else if (slot.in === 'path') input.path[slot.name] = undefined
      continue
    }
    const example = pick(slot, exampleName, fallbackName)
    if (example === undefined && slot.required) return { skip: `no example for ${slot.name}` }
    // A made-up value is sent only where one is required.
    if (example === undefined || (example.invented && !slot.required)) continue
    place(input, slot, example.value)
    input.invented ||= example.invented
  }
  return input
}

/**
 * The example of the name; else the one without a name, which goes with all. Another one stands in only where a value is
 * required: an optional value that an example leaves out may be what makes the difference.
 */
function pick(
  slot: Slot,
  exampleName: string | undefined,
  fallbackName: string | undefined,
): Example | undefined {
  const { examples, required, fallback } = slot
  for (const name of [exampleName, '']) {
    if (name !== undefined && examples.has(name)) return { value: examples.get(name), invented: false }
  }
  if (examples.size === 0) return fallback
  if (!required && exampleName) return undefined
  const [first] = examples.keys()
  const name = fallbackName !== undefined && examples.has(fallbackName) ? fallbackName : (first ?? '')
  return { value: examples.get(name), invented: false }
}

function place(input: Input, slot: Slot, value: unknown): void {
  if (slot.in === 'json') input.json = value
  else if (slot.in === 'form') input.form = textFields(value)
  else if (slot.in === 'path') input.path[slot.name] = value
  else if (slot.in === 'query') for (const item of [value].flat()) input.query.push([slot.name, text(item)])
  else if (slot.in === 'header') input.headers[slot.name] = text(value)
  else input.headers.cookie = [input.headers.cookie, `${slot.name}=${text(value)}`].filter(Boolean).join('; ')
}

function text(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function textFields(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, text(item)]))
}

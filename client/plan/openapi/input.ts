import type { Example } from './example.ts'
import { bodySlot, parameterSlots, type Slot } from './slot.ts'

/** What one call sends. */
export type Input = {
  /** The example that it is made of, whose answer has the same name; undefined if made of schemas. */
  exampleName: string | undefined
  /** The operation has neither parameters nor a body. */
  takesNothing: boolean
  path: Record<string, unknown>
  query: [string, string][]
  headers: Record<string, string>
  json?: unknown
  form?: Record<string, string>
  invented: boolean
}

/**
 * The inputs of an operation, one per named example; or a single reason why it has none.
 * A slot without the example of that name takes its first example, else what its schema gives.
 */
export function inputsOf(
  document: unknown,
  pathItem: Record<string, unknown>,
  operation: Record<string, unknown>,
): (Input | { skip: string })[] {
  const body = bodySlot(document, operation.requestBody)
  if (body !== undefined && 'skip' in body) return [body]
  const slots = [...parameterSlots(document, pathItem, operation), ...(body ? [body] : [])]

  const names = [...new Set(slots.flatMap(slot => [...slot.examples.keys()]))]
  const wanted: (string | undefined)[] = names.length > 0 ? names : [undefined]
  return wanted.map(name => inputOf(slots, name))
}

function inputOf(slots: Slot[], exampleName: string | undefined): Input | { skip: string } {
  const takesNothing = slots.length === 0
  const input: Input = { exampleName, takesNothing, path: {}, query: [], headers: {}, invented: false }
  for (const slot of slots) {
    const example = pick(slot, exampleName)
    if (example === undefined && slot.required) return { skip: `no example for ${slot.name}` }
    // A made-up value is sent only where one is required.
    if (example === undefined || (example.invented && !slot.required)) continue
    place(input, slot, example.value)
    input.invented ||= example.invented
  }
  return input
}

function pick(slot: Slot, exampleName: string | undefined): Example | undefined {
  if (exampleName !== undefined && slot.examples.has(exampleName)) {
    return { value: slot.examples.get(exampleName), invented: false }
  }
  const [first] = slot.examples.values()
  return first === undefined ? slot.fallback : { value: first, invented: false }
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

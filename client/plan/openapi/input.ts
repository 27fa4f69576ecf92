import { bodySlot } from './body-slot.ts'
import { type Example, noExample } from './example.ts'
import { type Unmade, unmade } from './made-up/made.ts'
import { createParts, type Parts, place, placeLinked } from './place.ts'
import { isBody, parameterSlots, type Slot } from './slot.ts'

/** What one call sends. */
export type Input = Parts & {
  /** The example that it is made of, whose answer has the same name; undefined if made of schemas. */
  exampleName: string | undefined
  /** The operation has neither parameters nor a body. */
  takesNothing: boolean
  /** What of it nobody wrote down: `id`, `the body`. A refusal of it says nothing about the server. */
  invented: string[]
}

/** Which example an input is made of. */
export type Choice = {
  /** Undefined if it is made of schemas. */
  exampleName: string | undefined
  /** The example that stands in where one of that name is missing, but must not. */
  fallbackName: string | undefined
  /** Whether the example may go without a body on purpose: it is one of an answer that says what is wrong, or of no slot. */
  mayLackBody: boolean
}

/**
 * What an operation takes: its parameters and its body.
 *
 * @returns a reason, if it has a body that is not sent
 */
export function slotsOf(
  document: unknown,
  method: string,
  pathItem: Record<string, unknown>,
  operation: Record<string, unknown>,
): Slot[] | { skip: string } {
  const body = bodySlot(document, method, operation.requestBody)
  if (body !== undefined && 'skip' in body) return body
  return [...parameterSlots(document, pathItem, operation), ...(body ? [body] : [])]
}

/**
 * The input that is made of the examples of one name; or a reason why there is none.
 *
 * @param linked values from links, which go before the examples: see Linked
 */
export function inputOf(slots: Slot[], linked: Map<Slot, unknown>, choice: Choice): Input | { skip: string } {
  const input: Input = {
    ...createParts(),
    exampleName: choice.exampleName,
    takesNothing: slots.length === 0,
    invented: [],
  }
  for (const slot of slots) {
    if (linked.has(slot)) {
      placeLinked(input, slot, linked.get(slot))
      continue
    }
    const expected = isBody(slot) && slot.expected
    const example = pick(slot, choice)
    if (example === undefined || 'why' in example) {
      if (slot.required) return { skip: noExample(slot.name, example ?? unmade('none of this name')) }
      if (expected && !choice.mayLackBody) input.invented.push(slot.name)
      continue
    }
    const isMadeUp = example.invented
    // A made-up value is sent only where one is required, or where a person would send one.
    if (isMadeUp && !slot.required && !expected) continue
    if (isMadeUp) input.invented.push(slot.name)
    const isClear = place(input, slot, example.value)
    if (!isClear && !isMadeUp) input.invented.push(slot.name)
  }
  return input
}

/**
 * The example of the name; else the one without a name, which goes with all. Another one stands in only where a value is
 * required: an optional value that an example leaves out may be what makes the difference.
 */
function pick(slot: Slot, { exampleName, fallbackName, mayLackBody }: Choice): Example | Unmade | undefined {
  const { examples, required, fallback } = slot
  for (const name of [exampleName, '']) {
    if (name !== undefined && examples.has(name)) return { value: examples.get(name), invented: false }
  }
  const isNeeded = required || (isBody(slot) && slot.expected && !mayLackBody)
  if (!isNeeded && exampleName && (examples.size > 0 || isBody(slot))) return undefined
  if (examples.size === 0) return fallback()
  const [first] = examples.keys()
  const name = fallbackName !== undefined && examples.has(fallbackName) ? fallbackName : (first ?? '')
  return { value: examples.get(name), invented: false }
}

import { keysOf, valueAt } from '../../json-pointer.ts'
import { isObject, percentDecoded } from '../../untrusted.ts'

/** References that may lead one to the next; a longer chain is taken for a circle. */
const longestChain = 32

/**
 * The value that a JSON pointer within the document names, such as `#/components/schemas/Point`.
 * A reference to another document is never followed: documents come from servers that are not trusted.
 *
 * @returns undefined if there is no such value in this document
 */
export function pointedAt(document: unknown, reference: string): unknown {
  return reference.startsWith('#/') ? valueAt(document, keysOfReference(reference)) : undefined
}

/** The keys on the way that a reference within the document describes. */
export function keysOfReference(reference: string): string[] {
  return keysOf(percentDecoded(reference.slice(1)))
}

/** The object itself, or what its `$ref` leads to; undefined if that is nothing, a circle, or another document. */
export function resolved(document: unknown, value: unknown): Record<string, unknown> | undefined {
  let current = value
  for (let hops = 0; hops < longestChain; hops += 1) {
    if (!isObject(current)) return undefined
    if (typeof current.$ref !== 'string') return current
    current = pointedAt(document, current.$ref)
  }
  return undefined
}

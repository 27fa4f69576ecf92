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
  if (!reference.startsWith('#/')) return undefined
  return reference
    .slice(2)
    .split('/')
    .map(segment => percentDecoded(segment).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(
      (value: unknown, key) =>
        (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      document,
    )
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

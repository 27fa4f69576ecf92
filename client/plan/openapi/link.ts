import { isObject } from '../../untrusted.ts'
import { nameOfReference, type Operation } from './operations.ts'
import { resolved } from './reference.ts'

/** How a good answer of one operation leads to a call of another. */
export type Link = {
  /** The names of the two operations. */
  source: string
  target: string
  /** The target's examples that use it; undefined for all that expect a good answer. */
  examples: string[] | undefined
  /** By a parameter's name, or `path.` and its name: constants and runtime expressions. */
  parameters: Record<string, unknown>
  /** The body to send: a constant or a runtime expression, or a value with such inside; undefined for the target's own. */
  requestBody: unknown
}

/** The links of the documented 2xx answers, in the document's order. The target of one may be no operation of the document. */
export function linksOf(document: unknown, operations: Operation[]): Link[] {
  const nameOfId = new Map<unknown, string>()
  for (const { name, description } of operations) {
    if (!nameOfId.has(description.operationId)) nameOfId.set(description.operationId, name)
  }
  return operations.flatMap(({ name, description }) => {
    const found = Object.entries(isObject(description.responses) ? description.responses : {})
      .filter(([status]) => /^2(\d\d|XX)$/i.test(status))
      .flatMap(([, response]) => Object.values(resolved(document, response)?.links ?? {}))
    return found.flatMap(each => {
      const link = resolved(document, each) ?? {}
      const target = targetName(link, nameOfId)
      return target === undefined ? [] : [readLink(link, name, target)]
    })
  })
}

/** A reference to an operation of another document is not followed. */
function targetName(
  { operationId, operationRef }: Record<string, unknown>,
  nameOfId: Map<unknown, string>,
): string | undefined {
  if (typeof operationId === 'string') return nameOfId.get(operationId)
  return typeof operationRef === 'string' ? nameOfReference(operationRef) : undefined
}

function readLink(link: Record<string, unknown>, source: string, target: string): Link {
  const examples = link['x-examples']
  return {
    source,
    target,
    examples: Array.isArray(examples) ? examples.filter(name => typeof name === 'string') : undefined,
    parameters: isObject(link.parameters) ? link.parameters : {},
    requestBody: link.requestBody,
  }
}

import { isObject } from '../../untrusted.ts'
import { keysOfReference, resolved } from './reference.ts'

/** An operation as the document has it. */
export type Operation = {
  /** `GET /notes/{id}` */
  name: string
  method: string
  /** The path, with its parameters in braces. */
  template: string
  pathItem: Record<string, unknown>
  description: Record<string, unknown>
}

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

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace']

/** The operations of a document, in its order. */
export function operationsOf(document: Record<string, unknown>): Operation[] {
  return Object.entries(document.paths as object).flatMap(([template, item]) => {
    const pathItem = resolved(document, item) ?? {}
    return Object.entries(pathItem).flatMap(([key, description]) => {
      if (!methods.includes(key) || !isObject(description)) return []
      const method = key.toUpperCase()
      return [{ name: `${method} ${template}`, method, template, pathItem, description }]
    })
  })
}

/** The links of the documented 2xx answers, in the document's order. One that leads to nothing here is left out. */
export function linksOf(document: unknown, operations: Operation[]): Link[] {
  const names = new Set(operations.map(({ name }) => name))
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
      return target !== undefined && names.has(target) ? [readLink(link, name, target)] : []
    })
  })
}

/** A reference to an operation of another document is not followed. */
function targetName(
  { operationId, operationRef }: Record<string, unknown>,
  nameOfId: Map<unknown, string>,
): string | undefined {
  if (typeof operationId === 'string') return nameOfId.get(operationId)
  if (typeof operationRef !== 'string' || !operationRef.startsWith('#/')) return undefined
  const [paths, template, method, ...rest] = keysOfReference(operationRef)
  return paths === 'paths' && rest.length === 0 ? `${method?.toUpperCase()} ${template}` : undefined
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

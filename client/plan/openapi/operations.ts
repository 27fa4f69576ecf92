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

/** The methods that have a field of their own in a path. Source: OpenAPI 3.2.0, Path Item Object. */
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']

/** Where OpenAPI 3.2 has all others, under their own names: `COPY`. */
const others = 'additionalOperations'

/** The operations of a document, in its order. */
export function operationsOf(document: Record<string, unknown>): Operation[] {
  return Object.entries(document.paths as object).flatMap(([template, item]) => {
    const pathItem = resolved(document, item) ?? {}
    return describedIn(pathItem).map(([method, description]) => ({
      name: nameOf(method, template),
      method,
      template,
      pathItem,
      description,
    }))
  })
}

function describedIn(
  pathItem: Record<string, unknown>,
): [method: string, description: Operation['description']][] {
  return Object.entries(pathItem).flatMap(([key, value]) => {
    if (!isObject(value)) return []
    if (key === others) return Object.entries(value).filter(hasDescription)
    return methods.includes(key) ? [[key.toUpperCase(), value]] : []
  })
}

function hasDescription(entry: [string, unknown]): entry is [string, Operation['description']] {
  return isObject(entry[1])
}

/** Whether fetch sends it. It refuses three methods, and what is written in small letters arrives in capitals. */
export function canBeSent(method: string): boolean {
  return /^[A-Z][A-Z\d!#$%&'*+.^_`|~-]*$/.test(method) && !['CONNECT', 'TRACE', 'TRACK'].includes(method)
}

/** The name of the operation that a reference such as `#/paths/~1notes/get` leads to; undefined if it leads elsewhere. */
export function nameOfReference(reference: string): string | undefined {
  if (!reference.startsWith('#/')) return undefined
  const [paths, template, ...keys] = keysOfReference(reference)
  const method = keys[0] === others ? keys[1] : keys[0]?.toUpperCase()
  const length = keys[0] === others ? 2 : 1
  return paths === 'paths' && template !== undefined && method !== undefined && keys.length === length
    ? nameOf(method, template)
    : undefined
}

function nameOf(method: string, template: string): string {
  return `${method} ${template}`
}

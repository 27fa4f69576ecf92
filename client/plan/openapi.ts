import type { Call } from '../call.ts'
import { TimeLimitError, withinTime } from '../time-limit.ts'
import { isObject } from '../untrusted.ts'
import { expectationOf } from './openapi/answer.ts'
import { type Input, inputsOf } from './openapi/input.ts'
import { resolved } from './openapi/reference.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace']

/** Milliseconds that turning one document into calls may take. */
const timeLimit = 2000

/** It is an OpenAPI document, but cannot be turned into calls. */
export class DocumentError extends Error {
  override name = 'DocumentError'
}

/** Whether a value is an OpenAPI 3 document: a server may answer any path with some JSON of its own. */
export function isOpenApi(value: unknown): value is Record<string, unknown> {
  return (
    isObject(value) &&
    typeof value.openapi === 'string' &&
    value.openapi.startsWith('3.') &&
    isObject(value.paths)
  )
}

/**
 * The calls of an OpenAPI 3 document: one per operation and named example. An operation that cannot be called is
 * in the list with the reason, so that it is counted.
 *
 * @param document an OpenAPI document, see isOpenApi()
 * @param basePath the path of the base URL, which is not repeated when the document's `servers` name it, too
 * @throws {DocumentError} if the document describes more work than a document should
 */
export function callsOf(document: Record<string, unknown>, basePath = ''): Call[] {
  const prefix = serverPath(document)
  try {
    const calls = withinTime(timeLimit, () => callsOfPaths(document, document.paths as object))
    return prefix === basePath ? calls : calls.map(call => ({ ...call, path: prefix + call.path }))
  } catch (error) {
    if (!(error instanceof TimeLimitError || error instanceof RangeError)) throw error
    throw new DocumentError(`the document cannot be turned into calls: ${error.message}`)
  }
}

function callsOfPaths(document: unknown, paths: object): Call[] {
  return Object.entries(paths).flatMap(([template, item]) => {
    const pathItem = resolved(document, item) ?? {}
    return Object.keys(pathItem)
      .filter(method => methods.includes(method) && isObject(pathItem[method]))
      .flatMap(method => callsOfOperation(document, template, pathItem, method))
  })
}

function callsOfOperation(
  document: unknown,
  template: string,
  pathItem: Record<string, unknown>,
  method: string,
): Call[] {
  const operation = pathItem[method] as Record<string, unknown>
  const call = { name: `${method.toUpperCase()} ${template}`, method: method.toUpperCase(), path: template }
  // The path is appended to the base URL: without its slash, it would become a part of the host's name.
  if (!template.startsWith('/')) return [{ ...call, skip: 'its path does not begin with a slash' }]
  if (method === 'trace') return [{ ...call, skip: 'TRACE cannot be sent' }]

  return inputsOf(document, pathItem, operation).map(input => {
    if ('skip' in input) return { ...call, skip: input.skip }
    const unknown = parameterNames(template).find(name => !Object.hasOwn(input.path, name))
    if (unknown !== undefined) return { ...call, skip: `no example for ${unknown}` }
    const expect = expectationOf(document, operation, input)
    return { ...call, ...requestOf(template, input), expect }
  })
}

function requestOf(template: string, input: Input): Pick<Call, 'path'> & Partial<Call> {
  const path = template.replace(/\{([^{}]*)\}/g, (_, name: string) => segment(input.path[name]))
  const query = new URLSearchParams(input.query).toString()
  return {
    path: query === '' ? path : `${path}?${query}`,
    ...(Object.keys(input.headers).length > 0 && { headers: input.headers }),
    ...(input.json !== undefined && { json: input.json }),
    ...(input.form !== undefined && { form: input.form }),
    ...(input.invented && { invented: true }),
  }
}

function parameterNames(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
}

/** JSON can hold half of a surrogate pair, which has no percent-encoding. */
function segment(value: unknown): string {
  const text = Array.isArray(value) ? value.join(',') : String(value)
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
}

/** Of `servers`, only the path counts: the host is the one that was typed. */
function serverPath({ servers }: Record<string, unknown>): string {
  const server: unknown = Array.isArray(servers) ? servers[0] : undefined
  if (!isObject(server) || typeof server.url !== 'string') return ''
  const variables = isObject(server.variables) ? server.variables : {}
  const url = server.url.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const variable = variables[name]
    return isObject(variable) ? String(variable.default) : ''
  })
  return URL.canParse(url, 'http://localhost')
    ? new URL(url, 'http://localhost').pathname.replace(/\/+$/, '')
    : ''
}

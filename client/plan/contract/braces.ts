import type { Call } from '../../call.ts'
import { UsageError } from '../../command-line/usage-error.ts'
import { parameterNames } from '../../path-template.ts'
import { isDynamic } from '../../runtime-expression.ts'
import { isObject, percentDecoded } from '../../untrusted.ts'
import { withoutPlaceholders } from './placeholders.ts'

const kept = 'braces that stand for themselves are %7B and %7D there'

/**
 * A place that nothing fills would be sent as it is written, and a server that takes any value there would pass. What is not
 * made need not be whole.
 *
 * @throws {UsageError} if there is such a place, `{id}`, in the path, the query or a header, or what a need gives,
 *   `$response.body#/id`, stands in the call itself
 */
export function refuseUnfilled(call: Call, where: string): void {
  if (call.skip !== undefined) return
  const [path = '', ...rest] = withoutPlaceholders(call.path).split('?')
  refuseInPath(path, call, where)
  refuseInQuery(rest.join('?'), call, where)
  refuseInHeaders(call, where)
  refuseExpressions(call, where)
}

/** @throws {UsageError} if a path is to be a value of an earlier answer: `{loc}`, or `$response.header.Location` */
export function refuseWholePath(path: unknown, where: string): void {
  if (typeof path !== 'string' || !/^[{$]/.test(path) || path.startsWith('{{')) return
  throw new UsageError(
    `${where}: path must begin with a slash: a need fills one part of it, and takes that part of a Location, ` +
      'so write the path that the Location has, such as "/notes/{id}"',
  )
}

function refuseInPath(path: string, call: Call, where: string): void {
  for (const name of parameterNames(path)) {
    if (isFilled(call, `$request.path.${name}`)) continue
    throw new UsageError(`${where}: ${unfilled('path', name, `$request.path.${name || 'id'}`)}; ${kept}`)
  }
  // Behind {{open}}, the braces that close are meant.
  if (/[{}]/.test(path.replace(/\{[^{}]*\}/g, '')) && !call.path.includes('{{open}}'))
    throw new UsageError(`${where}: path has a brace without its other one; ${kept}`)
}

function refuseInQuery(query: string, call: Call, where: string): void {
  for (const pair of query.split('&')) {
    const into = `$request.query.${percentDecoded(pair.split('=', 1)[0] ?? '')}`
    const [name] = parameterNames(pair)
    if (name === undefined || isFilled(call, into)) continue
    throw new UsageError(`${where}: ${unfilled("path's query", name, into)}; ${kept}`)
  }
}

function refuseInHeaders(call: Call, where: string): void {
  for (const [header, text] of Object.entries(call.headers ?? {})) {
    const [, name] = /\{([A-Za-z_][\w.-]*)\}/.exec(withoutPlaceholders(text)) ?? []
    const into = `$request.header.${header}`
    if (name === undefined || isFilled(call, into)) continue
    throw new UsageError(`${where}: ${unfilled(`the header ${header}`, name, into)}`)
  }
}

function refuseExpressions(call: Call, where: string): void {
  const { path, headers, json, form, multipart } = call
  const isFilledBody = call.needs?.some(({ into }) => into?.startsWith('$request.body'))
  const parts = { path, headers, ...(!isFilledBody && { json, form, multipart }) }
  for (const [key, part] of Object.entries(parts)) {
    const found = textsIn(part).find(
      text => text.includes('$response.') && (key === 'path' || isDynamic(text)),
    )
    if (found === undefined) continue
    throw new UsageError(
      `${where}: ${key} has ${JSON.stringify(found)}, which would be sent as it is: it is for the value of a need`,
    )
  }
}

function isFilled({ needs = [] }: Call, place: string): boolean {
  return needs.some(({ into }) => into === place)
}

function unfilled(where: string, name: string, into: string): string {
  return `${where} has {${name}}, which no need fills: one with "into": "${into}" would`
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) || isObject(value) ? Object.values(value).flatMap(textsIn) : []
}

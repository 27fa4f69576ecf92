/**
 * Runtime expressions, by which a link of OpenAPI names a value of an earlier call: `$response.body#/id`.
 * Source: OpenAPI Specification 3.1.1, section 4.8.20.4.
 */
import type { Answer, Call } from './call.ts'
import { keysOf, valueAt } from './json-pointer.ts'
import { pathValues } from './path-template.ts'
import { headerOf, parseJson } from './untrusted.ts'

/** A call as it was made, and its answer. */
export type Exchange = { call: Call; answer: Answer }

const alone =
  /^\$(?:url|method|statusCode|request\.(?:path|query|header)\..+|response\.header\..+|(?:request|response)\.body(?:#(?:\/.*)?)?)$/s
const inBraces = /\{(\$[^{}]+)\}/g

/** Whether a text is an expression, or has one in braces. Any other text stands for itself. */
export function isDynamic(text: string): boolean {
  return (
    alone.test(text) || [...text.matchAll(inBraces)].some(([, expression = '']) => alone.test(expression))
  )
}

/** The value that a text stands for after a call; undefined if the call has no such value. */
export function evaluated(text: string, exchange: Exchange): unknown {
  if (alone.test(text)) return expressed(text, exchange)
  let isComplete = true
  const filled = text.replace(inBraces, (whole, expression: string) => {
    if (!alone.test(expression)) return whole
    const value = expressed(expression, exchange)
    isComplete &&= value !== undefined
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  })
  return isComplete ? filled : undefined
}

/** What an expression names, as people call it: `id`, `tags.0`, `body`. */
export function fieldIn(text: string): string {
  const [, parameter, pointer] =
    /\$\w+\.(?:(?:path|query|header)\.([^{}]+)|body(?:#([^{}]*))?)/.exec(text) ?? []
  return parameter ?? (pointer ? keysOf(pointer).join('.') : 'body')
}

function expressed(expression: string, { call, answer }: Exchange): unknown {
  if (expression === '$url') return answer.request.url
  if (expression === '$method') return call.method
  if (expression === '$statusCode') return answer.status
  const [, side, part, rest = ''] =
    /^\$(request|response)\.(path|query|header|body)[.#]?(.*)$/s.exec(expression) ?? []
  if (part === 'body')
    return valueAt(side === 'request' ? (call.json ?? call.form) : bodyOf(answer), keysOf(rest))
  if (part === 'header') {
    // Of the request's headers only the call's own: the others hold the credentials.
    return headerOf(side === 'request' ? new Headers(call.headers) : answer.headers, rest) ?? undefined
  }
  const [path = '', query = ''] = call.path.split('?', 2)
  if (part === 'query') return new URLSearchParams(query).get(rest) ?? undefined
  return pathParameters(call.name, path)?.get(rest)
}

/**
 * A call's name ends in the template of its path, which the path may have more segments in front of. A contract's placeholder,
 * which a name keeps, stands for any value.
 */
function pathParameters(name: string, path: string): Map<string, string> | undefined {
  const template = name.slice(name.indexOf('/')).replaceAll(/\{(\{[^{}]*\})\}/g, '$1')
  const length = template.split('/').length - 1
  return pathValues(template, `/${path.split('/').slice(-length).join('/')}`)
}

function bodyOf({ body }: Answer): unknown {
  try {
    return parseJson(body)
  } catch {
    return body
  }
}

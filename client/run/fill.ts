import type { Call, Need, NeededValue } from '../call.ts'
import { keysOf, withValueAt } from '../json-pointer.ts'
import { filledPath } from '../path-template.ts'
import { type Exchange, evaluated, fieldIn } from '../runtime-expression.ts'
import type { Earlier } from './earlier.ts'
import { locationPart } from './location.ts'

/** Gives a call the values that it needs; or says in `skip` why they are not there. */
export function filled(call: Call, earlier: Earlier, basePath: string): Call {
  const { needs = [], ...template } = call
  let complete: Call = template
  for (const need of needs) {
    const skip = unmet(need, earlier)
    if (skip !== undefined) return { ...call, skip }
    const exchange = earlier.exchanges.get(need.call)
    if (need.value === undefined || exchange === undefined) continue
    const placed = placedFrom(complete, need, { exchange, basePath, call })
    if (placed === undefined)
      return { ...call, skip: `the answer to ${need.call} has no ${valueName(need)} to use` }
    complete = placed
  }
  return complete
}

/** What a call takes from an answer, and the answer has not: `no id`, `no header Location`, `no usable id`. */
export function lacking(call: Call, exchange: Exchange, basePath: string): string[] {
  return (call.needs ?? []).flatMap(need => {
    const isFromIt = need.call === exchange.call.name && need.value?.includes('$response.')
    if (need.value === undefined || !isFromIt) return []
    if (placedFrom(call, need, { exchange, basePath, call }) !== undefined) return []
    return [
      `no ${(evaluated(need.value, exchange) ?? undefined) === undefined ? '' : 'usable '}${valueName(need)}`,
    ]
  })
}

/** @returns undefined if the value is not there, or cannot stand there */
function placedFrom(
  complete: Call,
  need: NeededValue,
  { exchange, basePath, call }: { exchange: Exchange; basePath: string; call: Call },
): Call | undefined {
  const value = evaluated(need.value, exchange)
  return value === undefined || value === null ? undefined : place(complete, need, { value, basePath, call })
}

/** Why a need is not met; undefined if it is. Of calls of one name, one is enough to give a value, and all are the state that they leave. */
function unmet(need: Need, { exchanges, verdicts }: Earlier): string | undefined {
  const verdict = verdicts.get(need.call)
  const what = verdict === undefined ? 'was not called' : verdict === 'skipped' ? 'was skipped' : 'failed'
  if (need.value === undefined) return verdict === 'ok' ? undefined : `needs ${need.call}, which ${what}`
  if (exchanges.has(need.call)) return undefined
  return verdict === 'ok'
    ? `the answer to ${need.call} was not kept: those that other calls need are too long together`
    : `${need.call} ${what}, whose answer gives ${fieldIn(need.into)}`
}

/** @returns undefined if a value of this kind cannot stand there */
function place(
  call: Call,
  { into }: NeededValue,
  { value, basePath, call: { path: template } }: { value: unknown; basePath: string; call: Call },
): Call | undefined {
  const [, part, name = ''] = /^\$request\.(path|query|header|body)[.#]?(.*)$/s.exec(into) ?? []
  if (part === 'body' && call.form === undefined)
    return { ...call, json: withValueAt(call.json, keysOf(name), value) }
  if (typeof value === 'object' || value === '') return undefined
  const text = String(value)
  if (part === 'body') return { ...call, form: { ...call.form, [keysOf(name)[0] ?? '']: text } }
  if (part === 'header')
    return isHeaderValue(text) ? { ...call, headers: { ...call.headers, [name]: text } } : undefined
  const [path = '', query = ''] = call.path.split('?', 2)
  if (part === 'query') return { ...call, path: `${path}?${withPair(query, name, text)}` }
  const segment = locationPart(text, template, name, basePath) ?? text
  const ended = query === '' ? '' : `?${query}`
  return { ...call, path: filledPath(path, each => (each === name ? encoded(segment) : undefined)) + ended }
}

/** A query with one pair for a name; the others stay as they are written, for what reads `a=1,2` may not read `a=1%2C2`. */
function withPair(query: string, name: string, text: string): string {
  const others = query.split('&').filter(pair => pair !== '' && !new URLSearchParams(pair).has(name))
  return [...others, `${encoded(name)}=${encoded(text)}`].join('&')
}

/** JSON can hold half of a surrogate pair, which has no percent-encoding. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
}

/** What fetch sends: no control character, and none beyond Latin-1. */
function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text)
}

/** What it takes: `id`, `the body`, `header Location`. */
function valueName({ value }: NeededValue): string {
  const header = /\$response\.header\.([^{}]+)/.exec(value)?.[1]
  return header === undefined ? fieldIn(value) : `header ${header}`
}

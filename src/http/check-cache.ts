import { unknownKeys } from './check-shape.ts'
import { endpointOf } from './endpoint.ts'
import { headersOf } from './reply.ts'
import type { Route } from './route.ts'

/** The words of Cache-Control in an answer (RFC 9111, 5.2.2; RFC 5861; RFC 8246), and whether they take a number of seconds. */
const takesSeconds: Record<string, boolean> = {
  public: false,
  private: false,
  'max-age': true,
  's-maxage': true,
  'no-cache': false,
  'no-store': false,
  'no-transform': false,
  'must-revalidate': false,
  'proxy-revalidate': false,
  'must-understand': false,
  immutable: false,
  'stale-while-revalidate': true,
  'stale-if-error': true,
}

/** Finds what cannot be meant by an entry's `cache`. */
export function* cacheFaults(route: Route): Generator<string> {
  const { cache, guard, sets } = route
  if (cache === undefined) return
  const { method } = endpointOf(route)
  if (method !== 'GET')
    yield `it has cache, but caches keep what a GET answers, and not a ${method} (RFC 9110, 9.2.3); leave it out`
  if (headersOf(sets).some(([name]) => name.toLowerCase() === 'cache-control'))
    yield 'it has cache, and sets has Cache-Control, too; leave one of them out'
  if (typeof cache !== 'string') {
    yield `its cache is ${JSON.stringify(cache)}; write a text, as Cache-Control has it: 'public, max-age=60'`
    return
  }
  const directives = cache.split(',').map(directive => directive.trim())
  const ofWords = directives.flatMap(directive => [...wordFaults(directive)])
  if (ofWords.length > 0) yield* ofWords
  else yield* meaningFaults(directives.map(nameOf), guard)
}

function* wordFaults(directive: string): Generator<string> {
  const name = nameOf(directive)
  const takes = Object.hasOwn(takesSeconds, name) ? takesSeconds[name] : undefined
  if (takes === undefined) yield* unknownKeys('its cache', { [shown(name)]: '' }, Object.keys(takesSeconds))
  else if (takes && !/^[^=]*=\d{1,9}$/.test(directive))
    yield `its cache has ${shown(directive)}; ${name} takes a number of seconds, such as ${name}=60`
  else if (!takes && directive !== name)
    yield `its cache has ${shown(directive)}; ${name} stands by itself, without a value`
}

function* meaningFaults(names: string[], guard: Route['guard']): Generator<string> {
  const has = (...wanted: string[]) => wanted.some(name => names.includes(name))
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) yield `its cache has ${shown(twice)} twice`
  if (has('public') && has('private')) yield 'its cache is public and private at once; leave one of them out'
  if (!has('max-age', 's-maxage', 'no-cache', 'no-store'))
    yield 'its cache does not say for how long, so that every cache would guess; add max-age=60, say'
  if (guard && !has('private', 'no-cache', 'no-store'))
    yield "it has a guard, and its cache lets a proxy hand one user's answer to others (RFC 9111, 3.5); write private, max-age=60"
}

function nameOf(directive: string): string {
  return directive.replace(/=.*/s, '')
}

/** Between quotation marks if it has characters that one would not see, or none. */
function shown(text: string): string {
  return /^[\w=-]+$/.test(text) ? text : JSON.stringify(text)
}

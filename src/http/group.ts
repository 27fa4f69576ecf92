import { unknownKeys } from './check-shape.ts'
import { keepPlace } from './defined-at.ts'
import { type Endpoint, endpointOf, type Method } from './endpoint.ts'
import type { Guard } from './guard.ts'
import type { Route, Routes } from './route.ts'

type Group<Prefix extends string> = {
  /** What the docs put above the entries; no heading unless set. */
  tag?: string
  /** More for the docs, in Markdown. */
  description?: string
  /** Stands before each path: `/v1`. */
  prefix?: Prefix
  /** Who may call the entries that have no guard of their own. */
  guard?: Guard<unknown>
}

/** The entry `/` below a prefix is the prefix itself: `/v1`, and not `/v1/`. */
type Prefixed<E, Prefix extends string> = E extends `${infer M extends Method} ${infer Path}`
  ? `${M} ${Path extends '/' ? (Prefix extends '' ? '/' : Prefix) : `${Prefix}${Path}`}`
  : E

type Grouped<R extends Routes, Prefix extends string> = {
  [Name in keyof R]: Omit<R[Name], 'endpoint'> & {
    endpoint: Prefixed<R[Name]['endpoint'], Prefix> & Endpoint
  }
}

const knownKeys = ['tag', 'description', 'prefix', 'guard']

/**
 * A part of the table under one heading, below one path or behind one guard.
 *
 * @example
 * export const routes = { ...lecture, ...group({ tag: 'Notes', prefix: '/v1', guard: user }, notes) }
 *
 * @throws {Error} if a word of the first argument means nothing, the prefix is no path, or the second argument is no table:
 *   a misspelt `guard` would let in everybody
 */
export function group<R extends Routes, const Prefix extends '' | `/${string}` = ''>(
  options: Group<Prefix>,
  routes: R,
): Grouped<R, Prefix> {
  const { tag, description, prefix, guard } = options
  const [fault] = unknownKeys('group()', options, knownKeys)
  if (fault !== undefined) throw new Error(`${fault}. It takes ${knownKeys.join(', ')}, and then the table.`)
  if (prefix && !/^(\/[^/]+)+$/.test(prefix))
    throw new Error(`group() has the prefix ${prefix}; it begins with a slash, and ends with none: /v1`)
  refuseOther(routes, 'group()')
  const grouped = (route: Route): Route => ({
    ...route,
    endpoint: below(prefix ?? '', route),
    tag: tag === undefined ? route.tag : { name: tag, description },
    guard: route.guard ?? guard,
  })
  const entries = Object.entries(routes).map(([name, route]) => [name, keepPlace(grouped(route), route)])
  return Object.fromEntries(entries) as Grouped<R, Prefix>
}

function below(prefix: string, route: Route): Endpoint {
  const { method, path } = endpointOf(route)
  return `${method} ${prefix !== '' && path === '/' ? prefix : prefix + path}` as Endpoint
}

/**
 * One table of several, say of several files.
 * @throws {Error} if two of them have an entry of the same name: `{ ...a, ...b }` would lose the first one without a word; or
 *   if one of them is no table
 */
export function merge<const Tables extends Routes[]>(...tables: Tables): Merged<Tables> {
  for (const table of tables) refuseOther(table, 'merge()')
  const names = tables.flatMap(table => Object.keys(table))
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) throw new Error(`Two tables have an entry called ${twice}. Rename one of them.`)
  return Object.assign({}, ...tables)
}

/** Where nothing checks types, an entry may stand in a table's place, or a list of tables. */
function refuseOther(table: Routes, whose: string): void {
  const isTable = Object.values(table ?? { none: undefined }).every(
    entry => typeof entry?.endpoint === 'string',
  )
  if (!isTable) throw new Error(`${whose} takes tables, { name: route(…), … }, and got something else.`)
}

type Merged<Tables> = Tables extends [infer First, ...infer Rest] ? First & Merged<Rest> : unknown

import type { z } from 'zod'
import { jsonSchema } from './json-schema.ts'
import { type Example, endpointOf, type Route, type Routes, schemasOf } from './route.ts'

const pathSyntax = /^\/((:[A-Za-z_]\w*|[\w.~-]+)(\/(:[A-Za-z_]\w*|[\w.~-]+))*)?$/

/** What OpenAPI takes as the name of a component. */
const nameSyntax = /^[\w.-]+$/

/**
 * Finds what cannot work in a table of routes, before a request finds it.
 * @throws {Error} if an entry cannot work; it names each of them, what is wrong and what to do about it.
 */
export function checkRoutes(routes: Routes): void {
  const faults = Object.entries(routes).flatMap(([name, route]) =>
    [...nameFaults(name), ...faultsOf(route), ...clashesOf(name, routes)].map(
      fault => `  ${name} (${route.endpoint}): ${fault}`,
    ),
  )
  if (faults.length === 0) return
  const error = new Error(`The route table has entries that cannot work:\n${faults.join(';\n')}`)
  // The message names the entries; a stack would add nothing to it.
  error.stack = String(error)
  throw error
}

function* nameFaults(name: string): Generator<string> {
  if (!nameSyntax.test(name)) yield `its name may hold only letters, digits and _ . -`
}

function* faultsOf(route: Route): Generator<string> {
  const { path } = endpointOf(route)
  if (!pathSyntax.test(path)) yield `the path ${path} may hold only words and :params between its slashes`
  yield* statusFaults(route)
  yield* paramFaults(route, path)
  for (const [part, schema] of Object.entries(allSchemas(route))) yield* schemaFaults(part, schema)
  if (route.examples.length === 0) yield 'it has no example, so that nothing can show, call or test it'
  for (const example of route.examples) yield* exampleFaults(route, example)
}

function allSchemas(route: Route): Record<string, z.ZodType> {
  return { ...schemasOf(route), returns: route.returns }
}

function* statusFaults({ status = 200, returns }: Route): Generator<string> {
  if (!Number.isInteger(status) || status < 200 || status > 299)
    yield `its status is ${status}; a good answer has one of 200 to 299, for others throw a Problem`
  if (status === 204 && !returns.safeParse(null).success)
    yield 'an answer with status 204 has no body; say returns: z.null()'
}

function* paramFaults(route: Route, path: string): Generator<string> {
  const named = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string)
  const described = Object.keys(route.params?.shape ?? {})
  for (const name of named) if (!described.includes(name)) yield `params lacks :${name}, which the path names`
  for (const name of described)
    if (!named.includes(name)) yield `params has ${name}, which the path does not name`
}

function* schemaFaults(part: string, schema: z.ZodType): Generator<string> {
  try {
    const { $defs = {} } = jsonSchema(schema, part === 'returns' ? 'output' : 'input')
    for (const id of Object.keys($defs))
      if (!nameSyntax.test(id)) yield `the id ${id} in ${part} may hold only letters, digits and _ . -`
  } catch (error) {
    const { message } = error as Error
    yield `the docs cannot show the ${part} schema: ${message}. Change values in the handler, not in the schema`
  }
}

function* exampleFaults(route: Route, example: Example): Generator<string> {
  for (const [part, schema] of Object.entries(allSchemas(route))) {
    const value = example[part as keyof Example]
    // A URL holds only text: an example of 7 fits z.number(), but no request would.
    const isText = part === 'params' || part === 'query'
    const onlyTextMisfits = isText && issuesOf(schema, value).length === 0
    const advice = onlyTextMisfits
      ? ' (as text, which all of a URL is; z.coerce.number() makes a number of it)'
      : ''
    for (const { path, message } of issuesOf(schema, isText ? textsOf(value) : value)) {
      const place = [part, ...path].join('.')
      yield `an example's ${place} does not fit its own schema: ${message}${advice}`
    }
  }
}

function issuesOf(schema: z.ZodType, value: unknown): { path: PropertyKey[]; message: string }[] {
  try {
    return schema.safeParse(value).error?.issues ?? []
  } catch (error) {
    return [{ path: [], message: (error as Error).message }] // an asynchronous schema, or a check of its own that throws
  }
}

function textsOf(values: unknown): Record<string, unknown> {
  const sent = Object.entries(values ?? {}).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    sent.map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  )
}

function* clashesOf(name: string, routes: Routes): Generator<string> {
  const key = (route: Route) => route.endpoint.replace(/:[^/]+/g, ':')
  for (const [other, route] of Object.entries(routes)) {
    if (other === name) return
    if (key(route) === key(routes[name] as Route))
      yield `${other} answers the same calls; change a path or a method`
  }
}

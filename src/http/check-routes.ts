import { inspect, isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { cacheFaults } from './check-cache.ts'
import { exampleFaults } from './check-examples.ts'
import { headerFaults } from './check-headers.ts'
import { formFaults, shapeFaults } from './check-shape.ts'
import { coercedBooleanFaults } from './coerced-booleans.ts'
import { endpointOf } from './endpoint.ts'
import { jsonSchema } from './json-schema.ts'
import { inOwnSyntax, pathFault } from './path-syntax.ts'
import { isProblemStatus } from './problem.ts'
import { type Route, type Routes, schemasOf } from './route.ts'

/** What OpenAPI takes as the name of a component. */
const nameSyntax = /^[\w.-]+$/
const nameRule = 'may hold only letters, digits and _ . -'

/**
 * Finds what cannot work in a table of routes, before a request finds it.
 * @throws {Error} if an entry cannot work; it names each of them, what is wrong and what to do about it.
 */
export function checkRoutes(routes: Routes): void {
  const faults = Object.entries(routes).flatMap(([name, route]) =>
    [...nameFaults(name), ...faultsOf(route, routes), ...clashesOf(name, routes)].map(
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
  if (!nameSyntax.test(name)) yield `its name ${nameRule}`
}

function* faultsOf(route: Route, routes: Routes): Generator<string> {
  yield* shapeFaults(route)
  const forms = [...formFaults(route)]
  yield* forms
  // What else would be said of such an entry only follows from its form.
  if (forms.length > 0) return
  const { method, path } = endpointOf(route)
  const fault = pathFault(path)
  if (fault !== undefined) yield fault
  if (method === 'GET' && route.body !== undefined)
    yield 'a GET has no body, and neither a browser nor fetch sends one with it; take query, or POST'
  yield* statusFaults(route)
  yield* paramFaults(route, inOwnSyntax(path))
  yield* headerFaults(route)
  yield* cacheFaults(route)
  yield* guardFaults(route, routes)
  for (const [part, schema] of Object.entries(allSchemas(route))) yield* schemaFaults(part, schema)
  for (const [part, schema] of Object.entries(schemasOf(route))) yield* coercedBooleanFaults(part, schema)
  yield* exampleFaults(route, routes)
}

function allSchemas(route: Route): Record<string, z.ZodType> {
  return { ...schemasOf(route), returns: route.returns }
}

function* statusFaults({ status = 200, returns, problems = {} }: Route): Generator<string> {
  if (!Number.isInteger(status) || status < 200 || status > 299)
    yield `its status is ${inspect(status)}; a good answer has one of 200 to 299, for others throw a Problem`
  if (status === 204 && !returns.safeParse(null).success)
    yield 'an answer with status 204 has no body; say returns: z.null()'
  for (const problem of Object.keys(problems))
    if (!isProblemStatus(Number(problem)))
      yield `problems has ${problem}; a problem has a status of 400 to 599`
}

/** The docs have one way to sign in under each name. */
function* guardFaults({ guard }: Route, routes: Routes): Generator<string> {
  if (guard?.name === undefined) return
  if (!nameSyntax.test(guard.name)) yield `the name of its guard, ${guard.name}, ${nameRule}`
  const isOther = (route: Route) =>
    route.guard?.name === guard.name && !isDeepStrictEqual(route.guard.scheme, guard.scheme)
  const other = Object.keys(routes).find(name => isOther(routes[name] as Route))
  if (other !== undefined)
    yield `its guard is called ${guard.name}, and so is another one, that of ${other}; give one of them a name: { name: '…' }`
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
    for (const id of Object.keys($defs)) if (!nameSyntax.test(id)) yield `the id ${id} in ${part} ${nameRule}`
  } catch (error) {
    const { message } = error as Error
    yield `the docs cannot show the ${part} schema: ${message}. Change values in the handler, not in the schema`
  }
}

function* clashesOf(name: string, routes: Routes): Generator<string> {
  const key = (route: Route) => route.endpoint.replace(/:[^/]+/g, ':')
  for (const [other, route] of Object.entries(routes)) {
    if (other === name) return
    if (key(route) === key(routes[name] as Route))
      yield `${other} answers the same calls; change a path or a method`
  }
}

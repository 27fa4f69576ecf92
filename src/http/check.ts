import type { z } from 'zod'
import { type Example, endpointOf, type Route, type Routes, schemasOf } from './route.ts'
import { jsonSchema } from './schema.ts'

const pathSyntax = /^\/(:?[\w.~-]+(\/:?[\w.~-]+)*)?$/

/**
 * Finds what can't work in a table of routes before the first request does.
 * @throws an Error that names every route at fault, with what is wrong and what to do about it.
 */
export function checkRoutes(routes: Routes): void {
  const faults = Object.entries(routes).flatMap(([name, route]) =>
    [...faultsOf(route), ...clashesOf(name, routes)].map(fault => `  ${name} (${route.endpoint}): ${fault}`),
  )
  if (faults.length > 0)
    throw new Error(`The route table has entries that cannot work:\n${faults.join('\n')}`)
}

function* faultsOf(route: Route): Generator<string> {
  const { path } = endpointOf(route)
  if (!pathSyntax.test(path)) yield `the path ${path} may hold only words and :params between its slashes`
  yield* paramFaults(route, path)
  for (const [part, schema] of Object.entries({ ...schemasOf(route), returns: route.returns })) {
    const fault = schemaFault(part, schema)
    if (fault !== undefined) yield fault
  }
  if (route.examples.length === 0) yield 'it has no example, so that nothing can show, call or test it'
  for (const example of route.examples) yield* exampleFaults(route, example)
}

function* paramFaults(route: Route, path: string): Generator<string> {
  const named = [...path.matchAll(/:([\w.~-]+)/g)].map(([, name]) => name as string)
  const described = Object.keys(route.params?.shape ?? {})
  for (const name of named) if (!described.includes(name)) yield `params lacks :${name}, which the path names`
  for (const name of described)
    if (!named.includes(name)) yield `params has ${name}, which the path does not name`
}

function schemaFault(part: string, schema: z.ZodType): string | undefined {
  try {
    jsonSchema(schema, part === 'returns' ? 'output' : 'input')
  } catch (error) {
    const { message } = error as Error
    return `the docs cannot show the ${part} schema: ${message}. Change values in the handler, not in the schema`
  }
}

function* exampleFaults(route: Route, example: Example): Generator<string> {
  for (const [part, schema] of Object.entries({ ...schemasOf(route), returns: route.returns })) {
    const issues = schema.safeParse(example[part as keyof Example]).error?.issues ?? []
    for (const { path, message } of issues) {
      yield `an example's ${[part, ...path].join('.')} does not fit its own schema: ${message}`
    }
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

import type { z } from 'zod'
import type { Context } from './context.ts'
import { rememberPlace } from './defined-at.ts'
import type { Definition, Frozen, Optional, ParamsOf } from './definition.ts'
import type { Endpoint } from './endpoint.ts'
import type { Guard } from './guard.ts'
import type { AnswerHeader } from './reply.ts'

/** A call and its answer: the docs show it, the client sends it, the tests assert it. */
export type Example = {
  /** Its name in the docs; `example1`, `example2` … unless set. */
  name?: string | undefined
  params?: Record<string, unknown> | undefined
  query?: Record<string, unknown> | undefined
  headers?: Record<string, unknown> | undefined
  body?: unknown
  /** The good answer … */
  returns?: unknown
  /** … or the status of a problem, where the example shows what goes wrong. */
  problem?: number | undefined
}

/** One endpoint, as the rest of the program sees it. `route()` makes it and checks its types. */
export type Route = {
  endpoint: Endpoint
  summary: string
  description?: string | undefined
  /** Where it stands in the docs; a `group()` sets it. */
  tag?: Tag | undefined
  guard?: Guard<unknown> | undefined
  params?: z.ZodObject | undefined
  query?: z.ZodObject | undefined
  headers?: z.ZodObject | undefined
  body?: z.ZodType | undefined
  returns: z.ZodType
  status?: number | undefined
  sets?: Record<string, string | AnswerHeader> | undefined
  cache?: string | undefined
  problems?: Record<number, string> | undefined
  examples: Example[]
  handler(input: HandlerInput): unknown
}

/** The API: every endpoint under the name that the docs call it by (OpenAPI's operationId). */
export type Routes = Record<string, Route>

/** Routes that stand together in the docs. */
export type Tag = { name: string; description?: string | undefined }

/** What any handler may get. */
export type HandlerInput = Context & {
  params?: unknown
  query?: unknown
  headers?: unknown
  body?: unknown
  user?: unknown
  reply?: unknown
}

/**
 * Describes an endpoint, for an entry of the table in src/routes.ts. The compiler checks that the path's `:params` and the
 * `params` schema name the same things, and that handler and examples fit the schemas.
 *
 * @example
 * double: route('GET /double/:n', {
 *   summary: 'Doubles a number',
 *   params: z.object({ n: z.coerce.number() }),
 *   returns: z.object({ double: z.number() }),
 *   examples: [{ params: { n: 2 }, returns: { double: 4 } }],
 *   handler: ({ params }) => ({ double: 2 * params.n }),
 * }),
 */
export function route<
  E extends Endpoint,
  R extends z.ZodType,
  P extends Optional<ParamsOf<E>> = undefined,
  Q extends Optional<z.ZodObject> = undefined,
  H extends Optional<z.ZodObject> = undefined,
  B extends Optional<z.ZodType> = undefined,
  const A extends Frozen<z.input<R>> = Frozen<z.input<R>>,
  User = never,
  Name extends string = never,
>(
  endpoint: E,
  definition: Definition<E, P, Q, H, B, R, A, User, Name>,
): Definition<E, P, Q, H, B, R, A, User, Name> & { endpoint: E } {
  // A list of its own: by it the table knows the entry again, also as the copy that a group makes. Where nothing checks types,
  // as under npm run dev, there may be none, or something else, which checkRoutes() then names.
  const given: unknown = definition.examples ?? []
  const examples = (Array.isArray(given) ? [...given] : given) as typeof definition.examples
  return rememberPlace({ endpoint, ...definition, examples }, route)
}

/** The parts of a request that a route may have a schema for. */
export const inputParts = ['params', 'query', 'headers', 'body'] as const

/** The schemas that a route has for what comes in. */
export function schemasOf(route: Route): Record<string, z.ZodType> {
  const present = inputParts.filter(part => route[part] !== undefined)
  return Object.fromEntries(present.map(part => [part, route[part] as z.ZodType]))
}

/** What the docs call an example. */
export function exampleName({ name }: Example, index: number): string {
  return name ?? `example${index + 1}`
}

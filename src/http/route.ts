import type { z } from 'zod'
import type { Context } from './context.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Method and path in one string, so that they cannot drift apart: `'GET /hello/:name'`. */
export type Endpoint = `${Method} /${string}`

/** A call that works and its answer: the docs show it, the client sends it, the tests assert it. */
export type Example = {
  /** Its name in the docs; `example1`, `example2` … unless set. */
  name?: string | undefined
  params?: Record<string, unknown> | undefined
  query?: Record<string, unknown> | undefined
  body?: unknown
  returns: unknown
}

/** One endpoint, as the rest of the program sees it. `route()` makes it and checks its types. */
export type Route = {
  endpoint: Endpoint
  summary: string
  description?: string | undefined
  params?: z.ZodObject | undefined
  query?: z.ZodObject | undefined
  body?: z.ZodType | undefined
  returns: z.ZodType
  status?: number | undefined
  examples: Example[]
  handler(input: Context & { params?: unknown; query?: unknown; body?: unknown }): unknown
}

/** The API: every endpoint under the name that the docs call it by (OpenAPI's operationId). */
export type Routes = Record<string, Route>

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

type ParamsOf<E extends Endpoint> = z.ZodObject<{ [Name in ParamNames<E>]: z.ZodType }>
type Optional<Schema> = Schema | undefined

/** `{ [Key]: value }` where the route has the schema, and nothing where it has none. */
type Sent<Key extends string, S> = S extends z.ZodType ? { [K in Key]: z.input<S> } : unknown
type Parsed<Key extends string, S> = S extends z.ZodType ? { [K in Key]: z.output<S> } : unknown

/** What a handler answers is inferred as a constant, lists too: so 'ok' stays 'ok', and a pair stays a pair. */
type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T

type Definition<
  E extends Endpoint,
  P extends Optional<ParamsOf<E>>,
  Q extends Optional<z.ZodObject>,
  B extends Optional<z.ZodType>,
  R extends z.ZodType,
  A extends Frozen<z.input<R>>,
> = {
  /** One line for the docs. */
  summary: string
  /** More for the docs, in Markdown. */
  description?: string
  /** Query values arrive as strings: `z.coerce.number()` makes a number of one. */
  query?: Q
  /** Without it the route reads no body; with it the body must be JSON. */
  body?: B
  /** The answer: a string goes out as text/plain, anything else as JSON. What the schema does not name is left out. */
  returns: R
  /** The status of a good answer, 200 unless set; 204 has no body, so that it goes with `returns: z.null()`. */
  status?: number
  /** At least one, so that docs, client and tests have something to show, send and check. */
  examples: NoInfer<[ExampleOf<P, Q, B, R>, ...ExampleOf<P, Q, B, R>[]]>
  /** Gives what `returns` describes, or throws a `Problem` for any other answer. */
  handler(input: Context & Parsed<'params', P> & Parsed<'query', Q> & Parsed<'body', B>): A | Promise<A>
} & ([ParamNames<E>] extends [never] ? { params?: undefined } : { params: P })

type ExampleOf<P, Q, B, R extends z.ZodType> = { name?: string; returns: z.output<R> } & Sent<'params', P> &
  Sent<'query', Q> &
  Sent<'body', B>

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
  B extends Optional<z.ZodType> = undefined,
  const A extends Frozen<z.input<R>> = Frozen<z.input<R>>,
>(endpoint: E, definition: Definition<E, P, Q, B, R, A>): Definition<E, P, Q, B, R, A> & { endpoint: E } {
  return { endpoint, ...definition }
}

/** The two halves of a route's `'GET /hello/:name'`. */
export function endpointOf({ endpoint }: Route): { method: Method; path: string } {
  const space = endpoint.indexOf(' ')
  return { method: endpoint.slice(0, space) as Method, path: endpoint.slice(space + 1) }
}

/** The schemas that a route has for what comes in. */
export function schemasOf({ params, query, body }: Route): Record<string, z.ZodType> {
  return { ...(params && { params }), ...(query && { query }), ...(body && { body }) }
}

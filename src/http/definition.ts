import type { z } from 'zod'
import type { Context } from './context.ts'
import type { Endpoint, ParamNames } from './endpoint.ts'
import type { Exact } from './exact.ts'
import type { Guard } from './guard.ts'
import type { AnswerHeader, Reply } from './reply.ts'

export type ParamsOf<E extends Endpoint> = z.ZodObject<{ [Name in ParamNames<E>]: z.ZodType }>
export type Optional<Schema> = Schema | undefined

/** `{ [Key]: value }` where the route has the schema, and nothing where it has none. */
type Sent<Key extends string, S> = S extends z.ZodType ? { [K in Key]: z.input<S> } : unknown
type Parsed<Key extends string, S> = S extends z.ZodType ? { [K in Key]: Exact<z.output<S>> } : unknown

/** `user` where the route has a guard, and `reply` where its answer has headers of its own. */
type Admitted<User> = [User] extends [never] ? unknown : { user: User }
type Replying<Name extends string> = [Name] extends [never] ? unknown : { reply: Reply<Name> }

/** What a handler answers is inferred as a constant, lists too: so 'ok' stays 'ok', and a pair stays a pair. */
export type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T

/** An entry of the table, as one writes it. `route()` infers each of these from what is written. */
export type Definition<
  E extends Endpoint,
  P extends Optional<ParamsOf<E>>,
  Q extends Optional<z.ZodObject>,
  H extends Optional<z.ZodObject>,
  B extends Optional<z.ZodType>,
  R extends z.ZodType,
  A extends Frozen<z.input<R>>,
  User,
  Name extends string,
> = {
  /** One line for the docs. */
  summary: string
  /** More for the docs, in Markdown. */
  description?: string
  /** Who may call: `bearer()`, `basic()`, `apiKey()`. The handler gets the `user`. Everybody may, unless set. */
  guard?: Guard<User>
  /** Query values arrive as strings: `z.coerce.number()` makes a number of one. */
  query?: Q
  /** Headers of the request by their names in lower case; they arrive as strings, too. */
  headers?: H
  /** Without it the route reads no body; with it the body must be JSON. */
  body?: B
  /** The answer: a string goes out as text/plain, anything else as JSON. What the schema does not name is left out. */
  returns: R
  /** The status of a good answer, 200 unless set; 204 has no body, so that it goes with `returns: z.null()`. */
  status?: number
  /** The headers that a good answer carries besides, each with a line for the docs. The handler sets them by `reply.set()`. */
  sets?: Record<Name, string | AnswerHeader>
  /**
   * For how long caches may keep a good answer of a GET, as Cache-Control says it: `'public, max-age=60'`, behind a guard
   * `'private, max-age=60'`. Nobody keeps it, unless set; problems are never kept.
   */
  cache?: string
  /** What else it may answer: a status of 400 to 599, and a line for the docs. */
  problems?: Record<number, string>
  /** At least one, so that docs, client and tests have something to show, send and check. The first is of a good answer. */
  examples: NoInfer<
    ExamplesOf<Sent<'params', P> & Sent<'query', Q> & Sent<'headers', H> & Sent<'body', B>, R>
  >
  /** Gives what `returns` describes, or throws a `Problem` for any other answer. */
  handler(
    input: Context &
      Parsed<'params', P> &
      Parsed<'query', Q> &
      Parsed<'headers', H> &
      Parsed<'body', B> &
      Admitted<User> &
      Replying<Name>,
  ): A | Promise<A>
} & ([ParamNames<E>] extends [never] ? { params?: undefined } : { params: P })

type ExamplesOf<Input, R extends z.ZodType> = [
  GoodExample<R> & Input,
  ...((GoodExample<R> | ProblemExample) & Input)[],
]
type GoodExample<R extends z.ZodType> = { name?: string; returns: z.output<R>; problem?: undefined }
type ProblemExample = { name?: string; problem: number; returns?: undefined }

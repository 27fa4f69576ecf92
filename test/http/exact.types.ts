import { z } from 'zod'
import type { Exact } from '../../src/http/exact.ts'
import { route } from '../../src/http/route.ts'
import { answersNothing } from './app-of.ts'

/** Nothing here runs: the compiler is the test, and each `@ts-expect-error` fails the check once its line compiles. */
type Any = ReturnType<typeof JSON.parse>
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Each of these says `true` only where the two types are the same. */
export const same: {
  optional: Same<Exact<{ a?: string | undefined }>, { a?: string }>
  required: Same<Exact<{ a: string | undefined }>, { a: string | undefined }>
  nullable: Same<Exact<{ a?: string | null | undefined }>, { a?: string | null }>
  deep: Same<Exact<{ a?: { b?: number | undefined } | undefined }>, { a?: { b?: number } }>
  array: Same<Exact<{ a?: number | undefined }[]>, { a?: number }[]>
  tuple: Same<Exact<[{ a?: 1 | undefined }, string, ...number[]]>, [{ a?: 1 }, string, ...number[]]>
  openTuple: Same<Exact<[string, (number | undefined)?]>, [string, number?]>
  readonly: Same<
    Exact<{ readonly a?: readonly (1 | undefined)[] }>,
    { readonly a?: readonly (1 | undefined)[] }
  >
  record: Same<Exact<Record<string, { a?: 1 | undefined }>>, Record<string, { a?: 1 }>>
  union: Same<Exact<{ a?: 1 | undefined } | { b: 2 } | null>, { a?: 1 } | { b: 2 } | null>
  whole: Same<
    Exact<{ a: Date; b: Map<string, 1>; c: Set<1>; d: Buffer }>,
    { a: Date; b: Map<string, 1>; c: Set<1>; d: Buffer }
  >
  unknown: Same<Exact<{ a: unknown; b?: unknown }>, { a: unknown; b?: unknown }>
  any: Same<Exact<{ a: Any }>, { a: Any }>
  never: Same<Exact<{ a: never }>, { a: never }>
} = {
  optional: true,
  required: true,
  nullable: true,
  deep: true,
  array: true,
  tuple: true,
  openTuple: true,
  readonly: true,
  record: true,
  union: true,
  whole: true,
  unknown: true,
  any: true,
  never: true,
}

type Change = { title?: string; at?: { x: number; y?: number }[] }
declare function update(id: number, change: Change): void

const point = z.object({ x: z.number(), y: z.number().optional() })

/** What a handler gets fits where a type of the reader's own wants it, without `| undefined` there. */
export const patch = route('PATCH /notes/:id', {
  ...answersNothing,
  params: z.object({ id: z.coerce.number() }),
  query: z.object({ title: z.string().optional() }),
  body: z.object({ title: z.string().optional(), at: z.array(point).optional() }),
  examples: [{ params: { id: 1 }, query: {}, body: { title: 'x' }, returns: {} }],
  handler: ({ params, query, body }) => {
    update(params.id, body)
    update(params.id, query)
    // @ts-expect-error: a field that may be missing still may
    body.title.trim()
    return {}
  },
})

type Tree = { name?: string | undefined; kids: Tree[] }
const tree: z.ZodType<Tree, Tree> = z.object({
  name: z.string().optional(),
  kids: z.array(z.lazy(() => tree)),
})

/** A schema that refers to itself, a named one and one of any value go through as before. */
export const others = {
  tree: route('POST /trees', {
    ...answersNothing,
    body: tree,
    returns: tree,
    examples: [{ body: { kids: [] }, returns: { kids: [] } }],
    handler: ({ body }) => body,
  }),
  anything: route('POST /any', {
    ...answersNothing,
    body: z.unknown(),
    examples: [{ body: 1, returns: {} }],
    handler: ({ body }) => (body === 1 ? {} : {}),
  }),
}

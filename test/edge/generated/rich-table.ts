import { z } from 'zod'
import { answerProblems } from '../../../src/http/answer-problems.ts'
import { createApp } from '../../../src/http/app.ts'
import { serveDocs } from '../../../src/http/docs.ts'
import { type Routes, route } from '../../../src/http/route.ts'
import { serveRoutes } from '../../../src/http/serve-routes.ts'
import { text } from '../../../src/http/text.ts'
import { serve } from '../../http/socket.ts'

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('circle'), radius: z.number().positive().max(1e6) }),
  z.object({
    kind: z.literal('box'),
    sides: z.tuple([z.number(), z.number()]),
    label: text(0, 10).nullable(),
  }),
])

type Tree = { name: string; kids: Tree[] }
const tree: z.ZodType<Tree, Tree> = z.object({ name: text(1, 5), kids: z.array(z.lazy(() => tree)).max(3) })

const everything = z.strictObject({
  shape,
  shapes: z.array(shape).min(1).max(3),
  count: z.int().min(-5).max(5),
  step: z.number().multipleOf(5).optional(),
  size: z.enum(['small', 'large']),
  either: z.union([z.boolean(), z.number()]),
  scores: z.record(text(1, 3), z.number()),
  day: z.iso.date(),
  code: z.string().regex(/^[A-Z]{2}\d{3}$/),
  nothing: z.null(),
  tree,
})

const circle = { kind: 'circle' as const, radius: 1 }
const sample = {
  shape: circle,
  shapes: [circle],
  count: 0,
  size: 'small' as const,
  either: true,
  scores: {},
  day: '2000-01-01',
  code: 'AB123',
  nothing: null,
  tree: { name: 'root', kids: [] },
}

/** What a fork's table may hold, of most kinds of schema one. */
const routes: Routes = {
  search: route('GET /people/:city/:age', {
    summary: 'Finds people',
    params: z.object({ city: text(1, 20), age: z.coerce.number().int().min(0).max(150) }),
    query: z.object({ sort: z.enum(['name', 'age']).optional(), limit: z.coerce.number().max(50) }),
    returns: z.object({ city: z.string(), age: z.number() }),
    examples: [
      { params: { city: 'Durham', age: 36 }, query: { limit: 5 }, returns: { city: 'Durham', age: 36 } },
    ],
    handler: ({ params }) => params,
  }),
  echo: route('PUT /everything', {
    summary: 'Answers what it gets',
    body: everything,
    returns: everything,
    status: 201,
    examples: [{ body: sample, returns: sample }],
    handler: ({ body }) => body,
  }),
  remove: route('DELETE /people/:id', {
    summary: 'Forgets a person',
    params: z.object({ id: z.uuid() }),
    returns: z.null(),
    status: 204,
    examples: [{ params: { id: '00000000-0000-4000-8000-000000000000' }, returns: null }],
    handler: () => null,
  }),
}

/** Serves it in this process. */
export async function startRichTable() {
  const app = createApp()
  app.use(serveRoutes(routes), serveDocs(routes, { title: 'Everything', version: '1' }), answerProblems())
  const { port, close } = await serve(app)
  return { port, stop: close }
}

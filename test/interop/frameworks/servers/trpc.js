import { initTRPC, TRPCError } from '@trpc/server'
import express from 'express'
import { createOpenApiExpressMiddleware, generateOpenApiDocument } from 'trpc-to-openapi'
import { z } from 'zod'
import { broken, port, token } from './setting.js'

const t = initTRPC.meta().context().create()

const NewBook = z.object({
  title: z.string().min(1),
  year: z.int().min(1450).max(2100),
  subtitle: z.string().nullable(),
})
const Book = NewBook.extend({ id: z.int() })
const Payment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('card'), number: z.string().regex(/^\d{4}$/) }),
  z.object({ kind: z.literal('cash'), coins: z.int().positive() }),
])

/** @param One what GET /books/{id} is held against before it goes out */
function routerOf(One) {
  return t.router({
    listBooks: t.procedure
      .meta({ openapi: { method: 'GET', path: '/books', protect: false } })
      .input(z.object({ genre: z.array(z.enum(['novel', 'poetry'])).min(1) }))
      .output(z.array(Book))
      .query(({ input }) =>
        input.genre.map((title, index) => ({ id: index + 1, title, year: 1979, subtitle: null })),
      ),
    addBook: t.procedure
      .meta({ openapi: { method: 'POST', path: '/books', protect: false } })
      .input(NewBook)
      .output(Book)
      .mutation(({ input }) => ({ id: 3, ...input })),
    book: t.procedure
      .meta({ openapi: { method: 'GET', path: '/books/{id}', protect: false } })
      .input(z.object({ id: z.number().int().positive() }))
      .output(One)
      .query(({ input }) => ({
        id: input.id,
        title: 'Solaris',
        year: broken ? null : 1961,
        subtitle: null,
      })),
    pay: t.procedure
      .meta({ openapi: { method: 'POST', path: '/payments', protect: false } })
      .input(z.object({ payment: Payment }))
      .output(Payment)
      .mutation(({ input }) => input.payment),
    me: t.procedure
      .meta({ openapi: { method: 'GET', path: '/me', protect: true } })
      .output(z.object({ name: z.string() }))
      .query(({ ctx }) => {
        if (ctx.authorization !== `Bearer ${token}`) throw new TRPCError({ code: 'UNAUTHORIZED' })
        return { name: 'Ada' }
      }),
  })
}

const document = generateOpenApiDocument(routerOf(Book), {
  title: 'Books',
  version: '1.0.0',
  baseUrl: `http://127.0.0.1:${port}/api`,
})
const app = express()
app.get('/openapi.json', (_req, res) => res.json(document))
app.use(
  '/api',
  createOpenApiExpressMiddleware({
    router: routerOf(broken ? z.any() : Book),
    // The handler for node:http would give a Request of fetch here, unlike what its types say.
    createContext: ({ req }) => ({ authorization: req.headers.authorization }),
  }),
)
app.listen(port, '127.0.0.1')

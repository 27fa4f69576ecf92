import { createServer } from 'node:http'
import { SmartCoercionPlugin } from '@orpc/json-schema'
import { OpenAPIHandler } from '@orpc/openapi/node'
import { OpenAPIReferencePlugin } from '@orpc/openapi/plugins'
import { ORPCError, os } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { z } from 'zod'
import { broken, port, token } from './setting.js'

const NewBook = z.object({
  title: z.string().min(1),
  year: z.int().min(1450).max(2100),
  subtitle: z.string().nullable(),
})
const Book = NewBook.extend({ id: z.int() })
const Payment = z.union([
  z.object({ kind: z.literal('card'), number: z.string().regex(/^\d{4}$/) }),
  z.object({ kind: z.literal('cash'), coins: z.int().positive() }),
])

const signedIn = os.$context().middleware(({ context, next }) => {
  if (context.headers.authorization === `Bearer ${token}`) return next()
  throw new ORPCError('UNAUTHORIZED')
})

const router = {
  listBooks: os
    .route({ method: 'GET', path: '/books' })
    .input(z.object({ genre: z.array(z.enum(['novel', 'poetry'])).min(1) }))
    .output(z.array(Book))
    .handler(({ input }) =>
      input.genre.map((title, index) => ({ id: index + 1, title, year: 1979, subtitle: null })),
    ),
  addBook: os
    .route({ method: 'POST', path: '/books', successStatus: 201 })
    .input(NewBook)
    .output(Book)
    .handler(({ input }) => ({ id: 3, ...input })),
  book: os
    .route({ method: 'GET', path: '/books/{id}' })
    .input(z.object({ id: z.int().positive() }))
    .output(Book)
    .handler(({ input }) => ({ id: input.id, title: 'Solaris', year: 1961, subtitle: null })),
  pay: os
    .route({ method: 'POST', path: '/payments' })
    .input(Payment)
    .output(Payment)
    .handler(({ input }) => input),
  addCover: os
    .route({ method: 'POST', path: '/covers' })
    .input(z.object({ cover: z.file() }))
    .output(z.object({ bytes: z.int() }))
    .handler(({ input }) => ({ bytes: input.cover.size })),
  me: os
    .route({
      method: 'GET',
      path: '/me',
      spec: operation => ({ ...operation, security: [{ bearer: [] }] }),
    })
    .use(signedIn)
    .output(z.object({ name: z.string() }))
    .handler(() => ({ name: 'Ada' })),
}

const converters = [new ZodToJsonSchemaConverter()]
const handler = new OpenAPIHandler(router, {
  plugins: [
    new SmartCoercionPlugin({ schemaConverters: converters }),
    new OpenAPIReferencePlugin({
      schemaConverters: converters,
      specGenerateOptions: {
        info: { title: 'Books', version: '1.0.0' },
        components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      },
    }),
  ],
  // Behind the check of the answer, which would make a 500 of it.
  interceptors: [
    async ({ next }) => {
      const result = await next()
      const { body } = result.response ?? {}
      if (broken && body?.title === 'Solaris') body.year = null
      return result
    },
  ],
})

createServer(async (req, res) => {
  const { matched } = await handler.handle(req, res, { context: { headers: req.headers } })
  if (!matched) res.writeHead(404).end()
}).listen(port, '127.0.0.1')

import { node } from '@elysiajs/node'
import { openapi } from '@elysiajs/openapi'
import { Elysia, t } from 'elysia'
import { broken, port, token } from './setting.js'

const newBook = {
  title: t.String({ minLength: 1 }),
  year: t.Integer({ minimum: 1450, maximum: 2100 }),
  subtitle: t.Nullable(t.String()),
}
const Book = t.Object({ id: t.Integer(), ...newBook })
const Payment = t.Union([
  t.Object({ kind: t.Literal('card'), number: t.String({ pattern: '^\\d{4}$' }) }),
  t.Object({ kind: t.Literal('cash'), coins: t.Integer({ minimum: 1 }) }),
])

new Elysia({ adapter: node() })
  .use(
    openapi({
      documentation: {
        info: { title: 'Books', version: '1.0.0' },
        components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      },
    }),
  )
  .get(
    '/books',
    ({ query }) => query.genre.map((title, index) => ({ id: index + 1, title, year: 1979, subtitle: null })),
    {
      query: t.Object({ genre: t.Array(t.UnionEnum(['novel', 'poetry']), { minItems: 1 }) }),
      response: t.Array(Book),
    },
  )
  .post('/books', ({ body, status }) => status(201, { id: 3, ...body }), {
    body: t.Object(newBook),
    response: { 201: Book },
  })
  .get(
    '/books/:id',
    ({ params }) => {
      const book = { id: params.id, title: 'Solaris', year: 1961, subtitle: null }
      // A Response of its own is sent as it is.
      return broken ? Response.json({ ...book, year: null }) : book
    },
    { params: t.Object({ id: t.Integer({ minimum: 1 }) }), response: Book },
  )
  .post('/payments', ({ body }) => body, { body: Payment, response: Payment })
  .post('/covers', ({ body }) => ({ bytes: body.cover.size }), {
    body: t.Object({ cover: t.File() }),
    response: t.Object({ bytes: t.Integer() }),
  })
  .get('/me', () => ({ name: 'Ada' }), {
    detail: { security: [{ bearer: [] }] },
    beforeHandle: ({ headers, status }) => {
      if (headers.authorization !== `Bearer ${token}`) return status(401, 'Bring a token.')
    },
    response: { 200: t.Object({ name: t.String() }), 401: t.String() },
  })
  .listen({ port, hostname: '127.0.0.1' })

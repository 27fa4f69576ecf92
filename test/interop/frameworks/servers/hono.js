import { serve } from '@hono/node-server'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { bearerAuth } from 'hono/bearer-auth'
import { broken, port, token } from './setting.js'

const app = new OpenAPIHono()
app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })

const NewBook = z.object({
  title: z.string().min(1),
  year: z.number().int().min(1450).max(2100),
  subtitle: z.string().nullable(),
})
const Book = NewBook.extend({ id: z.number().int() }).openapi('Book')
const Payment = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('card'), number: z.string().regex(/^\d{4}$/) }),
    z.object({ kind: z.literal('cash'), coins: z.number().int().positive() }),
  ])
  .openapi('Payment')
const Genre = z.enum(['novel', 'poetry'])
const json = schema => ({ content: { 'application/json': { schema } } })
const answer = schema => ({ description: 'It went well', ...json(schema) })

app.openapi(
  createRoute({
    method: 'get',
    path: '/books',
    // Hono gives a value that came once as a text.
    request: { query: z.object({ genre: z.preprocess(value => [value].flat(), z.array(Genre)) }) },
    responses: { 200: answer(z.array(Book)) },
  }),
  c =>
    c.json(
      c.req
        .valid('query')
        .genre.map((title, index) => ({ id: index + 1, title, year: 1979, subtitle: null })),
      200,
    ),
)

app.openapi(
  createRoute({
    method: 'post',
    path: '/books',
    request: { body: { required: true, ...json(NewBook) } },
    responses: { 201: answer(Book) },
  }),
  c => c.json({ id: 3, ...c.req.valid('json') }, 201),
)

app.openapi(
  createRoute({
    method: 'get',
    path: '/books/{id}',
    request: { params: z.object({ id: z.coerce.number().int().positive() }) },
    responses: { 200: answer(Book) },
  }),
  c => {
    const { id } = c.req.valid('param')
    return c.json({ id, title: 'Solaris', year: broken ? null : 1961, subtitle: null }, 200)
  },
)

app.openapi(
  createRoute({
    method: 'post',
    path: '/payments',
    request: { body: { required: true, ...json(Payment) } },
    responses: { 200: answer(Payment) },
  }),
  c => c.json(c.req.valid('json'), 200),
)

app.openapi(
  createRoute({
    method: 'post',
    path: '/covers',
    request: {
      body: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: z.object({ cover: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) }),
          },
        },
      },
    },
    responses: { 200: answer(z.object({ bytes: z.number().int() })) },
  }),
  c => c.json({ bytes: c.req.valid('form').cover.size }, 200),
)

app.openapi(
  createRoute({
    method: 'get',
    path: '/me',
    security: [{ bearer: [] }],
    middleware: [bearerAuth({ token })],
    responses: { 200: answer(z.object({ name: z.string() })) },
  }),
  c => c.json({ name: 'Ada' }, 200),
)

app.doc('/doc', { openapi: '3.0.0', info: { title: 'Books', version: '1.0.0' } })

serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })

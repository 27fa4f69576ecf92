import { createServer } from 'node:http'
import { createRouter, FormatRegistry, Response, Type } from 'fets'
import { broken, port, token } from './setting.js'

// A file is a text to the schemas here, which the format of the same name that comes with feTS does not take.
FormatRegistry.Set('binary', () => true)

const newBook = {
  title: Type.String({ minLength: 1 }),
  year: Type.Integer({ minimum: 1450, maximum: 2100 }),
  subtitle: Type.Union([Type.String(), Type.Null()]),
}
const Book = Type.Object({ id: Type.Integer(), ...newBook })
const Payment = Type.Union([
  Type.Object({ kind: Type.Literal('card'), number: Type.String({ pattern: '^\\d{4}$' }) }),
  Type.Object({ kind: Type.Literal('cash'), coins: Type.Integer({ minimum: 1 }) }),
])
const Genre = Type.Union([Type.Literal('novel'), Type.Literal('poetry')])

const router = createRouter({
  openAPI: {
    info: { title: 'Books', version: '1.0.0' },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  },
})
  .route({
    method: 'GET',
    path: '/books',
    schemas: {
      request: { query: Type.Object({ genre: Type.Array(Genre, { minItems: 1 }) }) },
      responses: { 200: Type.Array(Book) },
    },
    handler: ({ query }) =>
      Response.json(
        query.genre.map((title, index) => ({ id: index + 1, title, year: 1979, subtitle: null })),
      ),
  })
  .route({
    method: 'POST',
    path: '/books',
    schemas: { request: { json: Type.Object(newBook) }, responses: { 201: Book } },
    handler: async request => Response.json({ id: 3, ...(await request.json()) }, { status: 201 }),
  })
  .route({
    method: 'GET',
    path: '/books/:id',
    schemas: {
      request: { params: Type.Object({ id: Type.String({ pattern: '^[1-9]\\d*$' }) }) },
      responses: { 200: Book },
    },
    handler: ({ params }) =>
      Response.json({
        id: Number(params.id),
        title: 'Solaris',
        year: broken ? null : 1961,
        subtitle: null,
      }),
  })
  .route({
    method: 'POST',
    path: '/payments',
    schemas: { request: { json: Payment }, responses: { 200: Payment } },
    handler: async request => Response.json(await request.json()),
  })
  .route({
    method: 'POST',
    path: '/covers',
    schemas: {
      request: { formData: Type.Object({ cover: Type.String({ format: 'binary' }) }) },
      responses: { 200: Type.Object({ bytes: Type.Integer() }) },
    },
    handler: async request => Response.json({ bytes: (await request.formData()).cover.length }),
  })
  .route({
    method: 'GET',
    path: '/me',
    security: [{ bearer: [] }],
    schemas: { responses: { 200: Type.Object({ name: Type.String() }) } },
    handler: ({ headers }) =>
      headers.get('authorization') === `Bearer ${token}`
        ? Response.json({ name: 'Ada' })
        : Response.json({ message: 'Bring a token.' }, { status: 401 }),
  })

createServer(router).listen(port, '127.0.0.1')

import bearerAuth from '@fastify/bearer-auth'
import multipart from '@fastify/multipart'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify from 'fastify'
import { broken, port, token } from './setting.js'

const app = fastify({ ajv: { plugins: [multipart.ajvFilePlugin] } })
await app.register(multipart, { attachFieldsToBody: true })
await app.register(swagger, {
  openapi: {
    info: { title: 'Books', version: '1.0.0' },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  },
})
await app.register(swaggerUi)
await app.register(bearerAuth, { keys: new Set([token]), addHook: false })

const book = {
  type: 'object',
  required: ['id', 'title', 'year', 'subtitle'],
  properties: {
    id: { type: 'integer' },
    title: { type: 'string' },
    year: { type: 'integer' },
    subtitle: { type: 'string', nullable: true },
  },
}
const newBook = {
  type: 'object',
  required: ['title', 'year', 'subtitle'],
  additionalProperties: false,
  properties: {
    title: { type: 'string', minLength: 1 },
    year: { type: 'integer', minimum: 1450, maximum: 2100 },
    subtitle: { type: 'string', nullable: true },
  },
}
const payment = {
  oneOf: [
    {
      type: 'object',
      required: ['kind', 'number'],
      properties: {
        kind: { type: 'string', enum: ['card'] },
        number: { type: 'string', pattern: '^\\d{4}$' },
      },
    },
    {
      type: 'object',
      required: ['kind', 'coins'],
      properties: { kind: { type: 'string', enum: ['cash'] }, coins: { type: 'integer', minimum: 1 } },
    },
  ],
}
const genres = {
  type: 'object',
  required: ['genre'],
  properties: { genre: { type: 'array', minItems: 1, items: { type: 'string', enum: ['novel', 'poetry'] } } },
}
const id = { type: 'object', required: ['id'], properties: { id: { type: 'integer', minimum: 1 } } }

app.get(
  '/books',
  { schema: { querystring: genres, response: { 200: { type: 'array', items: book } } } },
  ({ query }) =>
    query.genre.map((genre, index) => ({ id: index + 1, title: genre, year: 1979, subtitle: null })),
)

app.post('/books', { schema: { body: newBook, response: { 201: book } } }, ({ body }, reply) =>
  reply.code(201).send({ id: 3, ...body }),
)

app.get('/books/:id', { schema: { params: id, response: { 200: book } } }, ({ params }, reply) => {
  // What is written by the schema cannot break it.
  if (broken) reply.serializer(JSON.stringify)
  return { id: params.id, title: 'Solaris', year: broken ? null : 1961, subtitle: null }
})

app.post('/payments', { schema: { body: payment, response: { 200: payment } } }, ({ body }) => body)

app.post(
  '/covers',
  {
    schema: {
      consumes: ['multipart/form-data'],
      body: { type: 'object', required: ['cover'], properties: { cover: { isFile: true } } },
      response: {
        200: { type: 'object', required: ['bytes'], properties: { bytes: { type: 'integer' } } },
      },
    },
  },
  async ({ body }) => ({ bytes: (await body.cover.toBuffer()).length }),
)

app.get(
  '/me',
  {
    preHandler: app.verifyBearerAuth,
    schema: {
      security: [{ bearer: [] }],
      response: {
        200: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
      },
    },
  },
  () => ({ name: 'Ada' }),
)

await app.listen({ port, host: '127.0.0.1' })

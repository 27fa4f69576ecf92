import Hapi from '@hapi/hapi'
import Inert from '@hapi/inert'
import Vision from '@hapi/vision'
import HapiSwagger from 'hapi-swagger'
import Joi from 'joi'
import { broken, port, token } from './setting.js'

const server = Hapi.server({ port, host: '127.0.0.1' })
await server.register([
  Inert,
  Vision,
  {
    plugin: HapiSwagger,
    options: {
      OAS: 'v3.0',
      info: { title: 'Books', version: '1.0.0' },
      securityDefinitions: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  },
])

server.auth.scheme('token', () => ({
  authenticate: (request, h) =>
    request.headers.authorization === `Bearer ${token}`
      ? h.authenticated({ credentials: { name: 'Ada' } })
      : h.response({ message: 'Bring a token.' }).code(401).takeover(),
}))
server.auth.strategy('token', 'token')

const newBook = Joi.object({
  title: Joi.string().required(),
  year: Joi.number().integer().min(1450).max(2100).required(),
  subtitle: Joi.string().allow(null).required(),
}).label('NewBook')
const book = newBook.keys({ id: Joi.number().integer().required() }).label('Book')
const payment = Joi.alternatives()
  .try(
    Joi.object({
      kind: Joi.valid('card').required(),
      number: Joi.string()
        .pattern(/^\d{4}$/)
        .required(),
    }).label('Card'),
    Joi.object({ kind: Joi.valid('cash').required(), coins: Joi.number().integer().min(1).required() }).label(
      'Cash',
    ),
  )
  .label('Payment')
const tags = ['api']

server.route([
  {
    method: 'GET',
    path: '/books',
    options: {
      tags,
      validate: {
        query: Joi.object({
          genre: Joi.array().items(Joi.string().valid('novel', 'poetry')).single().required(),
        }),
      },
      response: { schema: Joi.array().items(book).label('Books') },
      handler: ({ query }) =>
        query.genre.map((title, index) => ({ id: index + 1, title, year: 1979, subtitle: null })),
    },
  },
  {
    method: 'POST',
    path: '/books',
    options: {
      tags,
      validate: { payload: newBook },
      response: { status: { 201: book } },
      handler: ({ payload }, h) => h.response({ id: 3, ...payload }).code(201),
    },
  },
  {
    method: 'GET',
    path: '/books/{id}',
    options: {
      tags,
      validate: { params: Joi.object({ id: Joi.number().integer().min(1).required() }) },
      // Production servers let hapi check a part of the answers, here none.
      response: { schema: book, sample: broken ? 0 : 100 },
      handler: ({ params }) => ({
        id: params.id,
        title: 'Solaris',
        year: broken ? null : 1961,
        subtitle: null,
      }),
    },
  },
  {
    method: 'POST',
    path: '/payments',
    options: {
      tags,
      validate: { payload: payment },
      response: { schema: payment },
      handler: ({ payload }) => payload,
    },
  },
  {
    method: 'POST',
    path: '/covers',
    options: {
      tags,
      plugins: { 'hapi-swagger': { payloadType: 'form' } },
      payload: { multipart: { output: 'annotated' }, parse: true, allow: 'multipart/form-data' },
      validate: {
        payload: Joi.object({ cover: Joi.any().meta({ swaggerType: 'file' }).required() }).label('Cover'),
      },
      response: { schema: Joi.object({ bytes: Joi.number().integer().required() }).label('Kept') },
      handler: ({ payload }) => ({ bytes: payload.cover.payload.length }),
    },
  },
  {
    method: 'GET',
    path: '/me',
    options: {
      tags,
      auth: 'token',
      plugins: { 'hapi-swagger': { security: [{ bearer: [] }] } },
      response: { status: { 200: Joi.object({ name: Joi.string().required() }).label('Reader') } },
      handler: ({ auth }) => auth.credentials,
    },
  },
])

await server.start()

// The three calls for Fastify, with schemas for what comes in and what goes out.
import { distance } from './distance.js'

const point = {
  type: 'array',
  items: { type: 'number', minimum: -1e150, maximum: 1e150 },
  minItems: 2,
  maxItems: 2,
}

export function addRoutes(server) {
  server.get('/', { schema: { response: { 200: { type: 'string' } } } }, async () => 'Hello, world')

  const hello = {
    params: { type: 'object', properties: { name: { type: 'string', minLength: 1, maxLength: 100 } } },
    response: { 200: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } } },
  }
  server.get('/hello/:name', { schema: hello }, async ({ params }) => ({
    message: `Hello there, ${params.name}`,
  }))

  const measure = {
    body: { type: 'object', required: ['a', 'b'], properties: { a: point, b: point } },
    response: {
      200: {
        type: 'object',
        required: ['distance', 'a', 'b'],
        properties: { distance: { type: 'number' }, a: point, b: point },
      },
    },
  }
  server.post('/distance', { schema: measure }, async ({ body: { a, b } }) => ({
    distance: distance(a, b),
    a,
    b,
  }))
}

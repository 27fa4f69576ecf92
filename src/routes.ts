import { z } from 'zod'
import { distance } from './distance.ts'
import { route, text } from './http.ts'

const coordinate = z.number().min(-1e150).max(1e150)
const point = z.tuple([coordinate, coordinate], 'two numbers, as in [2, 4]')

export const routes = {
  index: route('GET /', {
    summary: 'Says that the service is there',
    returns: z.string(),
    examples: [{ returns: 'Hello, world' }],
    handler: () => 'Hello, world',
  }),

  name: route('GET /name', {
    summary: 'Names the author of this service',
    returns: z.object({ name: z.string() }),
    examples: [{ returns: { name: 'Ada Lovelace' } }],
    handler: () => ({ name: 'Ada Lovelace' }),
  }),

  hello: route('GET /hello/:name', {
    summary: 'Greets a person by name',
    params: z.object({ name: text(1, 100) }),
    returns: z.object({ message: z.string() }),
    examples: [{ params: { name: 'Grace Hopper' }, returns: { message: 'Hello there, Grace Hopper' } }],
    handler: ({ params }) => ({ message: `Hello there, ${params.name}` }),
  }),

  distance: route('POST /distance', {
    summary: 'Measures the straight line between two points',
    body: z.object({ a: point, b: point }),
    returns: z.object({ distance: z.number(), a: point, b: point }),
    examples: [
      { body: { a: [2, 4], b: [5, 6] }, returns: { distance: 3.605551275463989, a: [2, 4], b: [5, 6] } },
      { body: { a: [0, 0], b: [3, 4] }, returns: { distance: 5, a: [0, 0], b: [3, 4] } },
    ],
    handler: ({ body: { a, b } }) => ({ distance: distance(a, b), a, b }),
  }),

  health: route('GET /health', {
    summary: 'Answers while this worker serves',
    returns: z.object({ status: z.literal('ok') }),
    examples: [{ returns: { status: 'ok' } }],
    handler: () => ({ status: 'ok' }),
  }),
}

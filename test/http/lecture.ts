import { z } from 'zod'
import { route } from '../../src/http/route.ts'
import { text } from '../../src/http/text.ts'
import { appOf } from './app-of.ts'

const coordinate = z.number().min(-1e150).max(1e150)
const point = z.tuple([coordinate, coordinate], 'two numbers, as in [2, 4]')

/**
 * The lecture's API, for the tests of what serves it. They cannot use src/routes.ts: that belongs to whoever starts from
 * this template, and will say something else.
 */
export const routes = {
  index: route('GET /', {
    summary: 'Greets everybody',
    returns: z.string(),
    examples: [{ returns: 'Hello, world' }],
    handler: () => 'Hello, world',
  }),
  name: route('GET /name', {
    summary: 'Gives a name',
    returns: z.object({ name: z.string() }),
    examples: [{ returns: { name: 'Ada Lovelace' } }],
    handler: () => ({ name: 'Ada Lovelace' }),
  }),
  hello: route('GET /hello/:name', {
    summary: 'Greets a person',
    params: z.object({ name: text(1, 100) }),
    returns: z.object({ message: z.string() }),
    examples: [{ params: { name: 'Grace Hopper' }, returns: { message: 'Hello there, Grace Hopper' } }],
    handler: ({ params }) => ({ message: `Hello there, ${params.name}` }),
  }),
  distance: route('POST /distance', {
    summary: 'Measures a distance',
    body: z.object({ a: point, b: point }),
    returns: z.object({ distance: z.number(), a: point, b: point }),
    examples: [
      { body: { a: [2, 4], b: [5, 6] }, returns: { distance: 3.605551275463989, a: [2, 4], b: [5, 6] } },
      { body: { a: [0, 0], b: [3, 4] }, returns: { distance: 5, a: [0, 0], b: [3, 4] } },
    ],
    handler: ({ body: { a, b } }) => ({ distance: Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2), a, b }),
  }),
}

export const app = appOf(routes)

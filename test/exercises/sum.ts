import { z } from 'zod'
import { route } from '../../src/http.ts'

const number = z.number().min(-1e150).max(1e150)

export const routes = {
  sum: route('POST /sum', {
    summary: 'Adds two numbers',
    body: z.object({ a: number, b: number }),
    returns: z.object({ sum: z.number() }),
    examples: [
      { body: { a: 2, b: 3 }, returns: { sum: 5 } },
      { body: { a: -1.5, b: 1 }, returns: { sum: -0.5 } },
    ],
    handler: ({ body: { a, b } }) => ({ sum: a + b }),
  }),
}

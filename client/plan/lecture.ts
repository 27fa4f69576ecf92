import type { Call } from '../call.ts'

/**
 * The lecture's mini-project, for servers that publish no OpenAPI document. `GET /` is not part of the assignment.
 *
 * It checks values and not only statuses, by input that tells right code from code that is nearly right:
 * a name with a space, which `.title()` would change; the assignment's own points; and points with fractions and
 * signs of which `b` lies left of `a` and below it. Their distance is another one if it is taken of whole numbers or
 * absolute values, is squared, or is the sum of the two sides.
 */
export const lectureCalls: Call[] = [
  { name: 'GET /', method: 'GET', path: '/', optional: true },
  {
    name: 'GET /name',
    method: 'GET',
    path: '/name',
    expect: {
      status: [200],
      schema: {
        type: 'object',
        properties: { name: { type: 'string' } },
        required: ['name'],
      },
      filledIn: ['/name'],
      unlike: '/nonesuch',
    },
  },
  {
    name: 'GET /hello',
    method: 'GET',
    path: '/hello/John%20McCarthy',
    route: '/hello/<name>',
    expect: { status: [200], value: { message: 'Hello there, John McCarthy' } },
  },
  distance([2, 4], [5, 6], Math.sqrt(13)),
  distance([1.25, 2.5], [-3.25, -3.5], 7.5),
]

function distance(a: [number, number], b: [number, number], expected: number): Call {
  return {
    name: 'POST /distance',
    method: 'POST',
    path: '/distance',
    json: { a, b },
    expect: { status: [200], value: { distance: expected, a, b } },
  }
}

import type { Call } from '../call.ts'

/**
 * The lecture's mini-project, for servers that publish no OpenAPI document.
 *
 * It checks values and not only statuses: a name with a space, and two distances, so that an answer which is
 * hard-coded from the assignment's example is caught. `GET /` is not part of the assignment.
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
        properties: { name: { type: 'string', minLength: 1 } },
        required: ['name'],
      },
    },
  },
  {
    name: 'GET /hello',
    method: 'GET',
    path: '/hello/Grace%20Hopper',
    expect: { status: [200], value: { message: 'Hello there, Grace Hopper' } },
  },
  distance([2, 4], [5, 6], Math.sqrt(13)),
  distance([0, 0], [3, 4], 5),
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

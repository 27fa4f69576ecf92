import { z } from 'zod'
import { type Routes, route } from '../../src/http/route.ts'
import { routes } from './lecture.ts'

/** Nothing here runs: the compiler is the test, and each `@ts-expect-error` fails the check once its line compiles. */
export const theTableFits: Routes = routes

const returns = z.object({ ok: z.boolean() })
const examples: [{ returns: { ok: boolean } }] = [{ returns: { ok: true } }]
const handler = () => ({ ok: true })
const params = z.object({ id: z.string() })

export const right = {
  emptyList: route('GET /users', {
    summary: '',
    returns: z.array(z.object({ name: z.string() })),
    examples: [{ returns: [] }],
    handler: () => [],
  }),
  literalsAndPairs: route('GET /place', {
    summary: '',
    returns: z.object({ kind: z.enum(['city', 'town']), at: z.tuple([z.number(), z.number()]) }),
    examples: [{ returns: { kind: 'city', at: [1, 2] } }],
    handler: async () => ({ kind: 'city', at: [1, 2] }),
  }),
}

export const wrong = {
  misspeltParameter: route('GET /users/:id', {
    summary: '',
    // @ts-expect-error: the path says id
    params: z.object({ ident: z.string() }),
    returns,
    // @ts-expect-error: and so does the example
    examples: [{ params: { ident: '1' }, returns: { ok: true } }],
    handler,
  }),
  // @ts-expect-error: the path has a parameter that no schema describes
  missingParams: route('GET /users/:id', { summary: '', returns, examples, handler }),
  paramsWithoutParameter: route('GET /users', {
    summary: '',
    // @ts-expect-error: the path has no parameter
    params,
    returns,
    // @ts-expect-error: and so an example has none either
    examples,
    handler,
  }),
  // @ts-expect-error: no such method
  unknownMethod: route('FETCH /users', { summary: '', returns, examples, handler }),
  exampleWithoutParameter: route('GET /users/:id', {
    summary: '',
    params,
    returns,
    // @ts-expect-error: an example says which id it asks for
    examples: [{ returns: { ok: true } }],
    handler,
  }),
  exampleOfAnotherAnswer: route('GET /users', {
    summary: '',
    returns,
    // @ts-expect-error: ok is a boolean
    examples: [{ returns: { ok: 'yes' } }],
    handler,
  }),
  noExample: route('GET /users', {
    summary: '',
    returns,
    // @ts-expect-error: an endpoint without an example has no test
    examples: [],
    handler,
  }),
  wrongAnswer: route('GET /users', {
    summary: '',
    returns,
    examples,
    // @ts-expect-error: the handler forgets what it returns
    handler: () => ({}),
  }),
  unknownInput: route('GET /users/:id', {
    summary: '',
    params,
    returns,
    examples: [{ params: { id: '1' }, returns: { ok: true } }],
    // @ts-expect-error: the route has no body
    handler: ({ body }) => ({ ok: body === undefined }),
  }),
}

import { z } from 'zod'
import { from, varies } from '../../src/http/example-values.ts'
import { group, merge } from '../../src/http/group.ts'
import { apiKey, basic, bearer, only } from '../../src/http/guard.ts'
import { type Routes, route } from '../../src/http/route.ts'
import { sameSecret } from '../../src/http/same-secret.ts'
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

const user = bearer(token => (token === 'x' ? { id: 'ada', role: 'admin' as const } : undefined))
const place = z.object({ kind: z.enum(['city', 'town']), at: z.tuple([z.number(), z.number()]) })
const byId = z.object({ id: z.coerce.number() })
const note = z.object({
  id: z.int(),
  lines: z.array(z.object({ text: z.string() })),
  next: z.string().optional(),
})
const sample = { id: varies(1), lines: [{ text: 'Milk' }] }

const create = route('POST /notes', {
  summary: '',
  guard: user,
  headers: z.object({ 'if-match': z.string(), depth: z.coerce.number().optional() }),
  returns: note,
  status: 201,
  sets: { Location: { description: 'Where it is', example: '/notes/1' }, ETag: 'Its version' },
  problems: { 409: 'There is one' },
  examples: [
    { headers: { 'if-match': '"1"' }, returns: sample },
    { name: 'again', headers: { 'if-match': '"1"', depth: 1 }, problem: 409 },
  ],
  handler: ({ user, headers, reply }) => {
    reply.set('Location', `/notes/${user.role satisfies 'admin'}`)
    reply.set('ETag', headers.depth ?? headers['if-match'])
    return { id: 1, lines: [] }
  },
})

const read = route('GET /notes/:id', {
  summary: '',
  params: byId,
  returns: note,
  examples: [{ params: { id: from(create, '/id') }, returns: sample }],
  handler: ({ params }) => ({ id: params.id, lines: [] }),
})

export const rightWithMore: Routes = {
  create,
  read,
  fromADeepPlace: route('POST /texts', {
    summary: '',
    body: z.object({ text: z.string(), next: z.string(), where: z.string() }),
    returns,
    examples: [
      {
        body: {
          text: from(create, '/lines/0/text'),
          next: from(create, '/next'),
          where: from(create, 'Location'),
        },
        returns: { ok: varies(true) },
      },
    ],
    handler,
  }),
  wholeAnswersVary: route('GET /places', {
    summary: '',
    returns: z.array(place),
    examples: [{ returns: varies([{ kind: 'city', at: [1, 2] }]) }, { returns: varies([]) }],
    handler: () => [],
  }),
  literalsAndTuplesVary: route('GET /place', {
    summary: '',
    returns: place,
    examples: [{ returns: { kind: varies('city'), at: varies([1, 2]) } }],
    handler: () => ({ kind: 'town', at: [1, 2] }),
  }),
  guarded: route('GET /guarded', {
    summary: '',
    guard: only(user, ({ role }) => role === 'admin'),
    returns: z.string(),
    examples: [{ returns: 'ada' }],
    handler: ({ user }) => user.id,
  }),
  named: route('GET /named', {
    summary: '',
    guard: basic(async (name, password) => (sameSecret(password, 'x') ? { name } : undefined)),
    returns: z.string(),
    examples: [{ returns: 'ada' }],
    handler: ({ user }) => user.name,
  }),
  foundOrNull: route('GET /found', {
    summary: '',
    guard: bearer(async token => (token === 'x' ? { id: 'ada' } : null)),
    returns: z.string(),
    examples: [{ returns: 'ada' }],
    handler: ({ user }) => user.id,
  }),
  foundOrFalse: route('GET /found', {
    summary: '',
    guard: bearer(token => token === 'x' && { id: 'ada' }),
    returns: z.string(),
    examples: [{ returns: 'ada' }],
    handler: ({ user }) => user.id,
  }),
  keyed: route('GET /keyed', {
    summary: '',
    guard: apiKey('X-Key', key => (key === 'x' ? 7 : undefined)),
    returns: z.number(),
    examples: [{ returns: 7 }],
    handler: ({ user }) => user,
  }),
}

const grouped = group({ tag: 'Notes', prefix: '/v1', guard: user }, { create, read })
const merged = merge(grouped, { index: routes.index }, { name: routes.name })

/** Unlike `satisfies`, false of `never`, which fits everything. */
type Same<A, B> = [A, B] extends [B, A] ? true : false

const all = group({ tag: 'All' }, { read, index: routes.index })
const below = group({ prefix: '/v1' }, { index: routes.index })
const id = from(grouped.create, '/id')
const location = from(merged.create, 'Location')

/** What becomes of a table keeps the types of its entries, so that their answers can be used by name. */
export const kept = [
  true satisfies Same<typeof grouped.create.endpoint, 'POST /v1/notes'>,
  true satisfies Same<typeof grouped.read.endpoint, 'GET /v1/notes/:id'>,
  true satisfies Same<typeof merged.read.endpoint, 'GET /v1/notes/:id'>,
  true satisfies Same<typeof merged.name.endpoint, 'GET /name'>,
  true satisfies Same<typeof all.read.endpoint, 'GET /notes/:id'>,
  true satisfies Same<typeof all.index.endpoint, 'GET /'>,
  true satisfies Same<typeof below.index.endpoint, 'GET /v1'>,
  true satisfies Same<typeof id, number>,
  true satisfies Same<typeof location, string>,
]

export const wrongUse = [
  // @ts-expect-error: no such entry
  from(merged.creat, '/id'),
  // @ts-expect-error: not an entry
  from({ id: 1 }, '/id'),
  // @ts-expect-error: the answer has no such field
  from(create, '/ident'),
  // @ts-expect-error: nor one below it
  from(create, '/lines/0/words'),
  // @ts-expect-error: a place in a list is a number
  from(create, '/lines/first'),
  // @ts-expect-error: the entry sets no such header
  from(create, 'Retry-After'),
  // @ts-expect-error: this entry sets no header at all
  from(read, 'Location'),
  // @ts-expect-error: the id is a number
  from(create, '/id') satisfies string,
  // @ts-expect-error: a prefix begins with a slash
  group({ prefix: 'v1' }, { read }),
  // @ts-expect-error: neither of the tables has it
  merged.forget,
]

export const wrongWithMore = {
  varyingOfAnotherType: route('GET /place', {
    summary: '',
    returns: place,
    examples: [
      {
        returns: {
          // @ts-expect-error: no such kind
          kind: varies('village'),
          // @ts-expect-error: a place has two numbers
          at: varies([1, 2, 3]),
        },
      },
    ],
    handler: () => ({ kind: 'city', at: [1, 2] }),
  }),
  takenOfAnotherType: route('GET /notes/:id', {
    summary: '',
    params: z.object({ id: z.string() }),
    returns,
    // @ts-expect-error: the id of a note is a number
    examples: [{ params: { id: from(create, '/id') }, returns: { ok: true } }],
    handler,
  }),
  undeclaredHeader: route('GET /users', {
    summary: '',
    returns,
    sets: { ETag: 'Its version' },
    examples,
    handler: ({ reply }) => {
      // @ts-expect-error: the entry does not set it
      reply.set('Location', '/')
      return { ok: true }
    },
  }),
  replyWithoutHeaders: route('GET /users', {
    summary: '',
    returns,
    examples,
    // @ts-expect-error: the entry sets no headers
    handler: ({ reply }) => ({ ok: reply === undefined }),
  }),
  userWithoutGuard: route('GET /users', {
    summary: '',
    returns,
    examples,
    // @ts-expect-error: nobody has signed in
    handler: ({ user }) => ({ ok: user === undefined }),
  }),
  userOfAnotherType: route('GET /users', {
    summary: '',
    guard: user,
    returns,
    examples,
    // @ts-expect-error: the guard's user has no age
    handler: ({ user }) => ({ ok: user.age > 17 }),
  }),
  problemFirst: route('GET /users', {
    summary: '',
    returns,
    // @ts-expect-error: the first example is of a good answer
    examples: [{ problem: 404 }, { returns: { ok: true } }],
    handler,
  }),
  neitherAnswerNorProblem: route('GET /users', {
    summary: '',
    returns,
    // @ts-expect-error: what does the second one show?
    examples: [{ returns: { ok: true } }, { name: 'other' }],
    handler,
  }),
  answerAndProblem: route('GET /users', {
    summary: '',
    returns,
    // @ts-expect-error: it is one or the other
    examples: [{ returns: { ok: true } }, { returns: { ok: true }, problem: 404 }],
    handler,
  }),
  exampleWithoutHeader: route('GET /users', {
    summary: '',
    headers: z.object({ 'if-match': z.string() }),
    returns,
    // @ts-expect-error: the header is not optional
    examples: [{ returns: { ok: true } }],
    handler,
  }),
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { checkRoutes } from '../../src/http/check-routes.ts'
import { from, type Source, varies } from '../../src/http/example-values.ts'
import { group } from '../../src/http/group.ts'
import type { Example, Route } from '../../src/http/route.ts'
import { faultsOf, messageOf, routeWith } from './wrong-table.ts'

const source = routeWith('POST /notes', {
  returns: z.object({ id: z.int(), title: z.string(), next: z.null() }),
  sets: { Location: { description: '', example: '/notes/7' }, ETag: 'Its version' },
  examples: [{ returns: { id: varies(7), title: 'Milk', next: null } }],
})

/** A value of the source, whether it has one or not: `from()` itself would not compile a wrong place. */
const taken = (place: string, of: Source = source) => from(of as Source<z.ZodType, string>, place)

/** An entry that takes all that an example may send. */
function wanting(example: Example): Route {
  return routeWith('POST /notes/:id', {
    params: z.object({ id: z.string() }),
    query: z.object({ q: z.union([z.string(), z.array(z.string())]).optional() }),
    headers: z.object({ h: z.string().optional() }),
    body: z.unknown(),
    examples: [{ params: { id: '1' }, returns: {}, ...example }],
  })
}

/** What is wrong, the route, and what is said of it. */
const faults: Record<string, [route: Route, ...messages: RegExp[]]> = {
  'no example': [
    routeWith('GET /', { examples: [] }),
    /^it has no example, so that nothing can show, call or test it$/,
  ],
  'a problem as the first example': [
    routeWith('GET /', { examples: [{ problem: 404 }, { returns: {} }] }),
    /^its first example expects a problem; show a good answer first$/,
  ],
  'two examples of one name': [
    routeWith('GET /', {
      examples: [
        { name: 'a', returns: {} },
        { name: 'a', returns: {} },
      ],
    }),
    /^two of its examples are called a$/,
  ],
  'an example of the name that another one has without being named': [
    routeWith('GET /', { examples: [{ returns: {} }, { name: 'example1', returns: {} }] }),
    /^two of its examples are called example1$/,
  ],
  'a problem of a good status': [
    routeWith('GET /', { examples: [{ returns: {} }, { problem: 204 }] }),
    /^an example expects the problem 204; a problem has a status of 400 to 599$/,
  ],
  'an example that says neither answer nor problem': [
    routeWith('GET /', { examples: [{ returns: {} }, {}] }),
    /^an example's returns does not fit its own schema: .*expected object, received undefined$/,
  ],
  'an example whose body its schema refuses': [
    routeWith('POST /', { body: z.object({ n: z.number() }), examples: [{ body: { n: '1' }, returns: {} }] }),
    /^an example's body\.n does not fit its own schema: .*expected number, received string$/,
  ],
  'an example of a problem whose body its schema refuses': [
    routeWith('POST /', {
      body: z.object({ n: z.number() }),
      examples: [
        { body: { n: 1 }, returns: {} },
        { body: { n: '1' }, problem: 400 },
      ],
    }),
    /^an example's body\.n does not fit its own schema: .*; wrong input needs no example: it is always a 400$/,
  ],
  'an example whose answer its schema refuses': [
    routeWith('GET /', { returns: z.object({ ok: z.boolean() }) }),
    /^an example's returns\.ok does not fit its own schema/,
  ],
  'an example with a parameter that its schema refuses': [
    routeWith('GET /:id', {
      params: z.object({ id: z.string().max(1) }),
      examples: [{ params: { id: '12' }, returns: {} }],
    }),
    /^an example's params\.id does not fit its own schema: Too big[^(]*$/,
  ],
  'a number in the path, where all is text': [
    routeWith('GET /:id', {
      params: z.object({ id: z.number() }),
      examples: [{ params: { id: 7 }, returns: {} }],
    }),
    /params\.id does not fit .*z\.coerce\.number\(\)/,
  ],
  'a number in the query, where all is text': [
    routeWith('GET /', { query: z.object({ n: z.number() }), examples: [{ query: { n: 7 }, returns: {} }] }),
    /query\.n does not fit .*z\.coerce\.number\(\)/,
  ],
  'a number in a header, where all is text': [
    routeWith('GET /', {
      headers: z.object({ n: z.number() }),
      examples: [{ headers: { n: 7 }, returns: {} }],
    }),
    /headers\.n does not fit .*z\.coerce\.number\(\)/,
  ],
  'a missing header': [
    routeWith('GET /', { headers: z.object({ n: z.string() }) }),
    /^an example's headers\.n does not fit/,
  ],
  'an asynchronous schema': [
    routeWith('POST /', {
      body: z.string().refine(async () => true),
      examples: [{ body: 'x', returns: {} }],
    }),
    /^an example's body does not fit .*Promise/,
  ],
  'a varying value that the schema of the answer refuses': [
    routeWith('GET /', { returns: z.object({ n: z.number() }), examples: [{ returns: { n: varies('1') } }] }),
    /^an example's returns\.n does not fit its own schema/,
  ],
  'a value of an earlier answer that the schema refuses': [
    routeWith('POST /', {
      body: z.object({ n: z.number() }),
      examples: [{ body: { n: taken('/title') }, returns: {} }],
    }),
    /^an example's body\.n does not fit its own schema: .*expected number, received string$/,
  ],
  'varies() in params': [
    wanting({ params: { id: varies('1') } }),
    /^varies\(\) is for .* in its params say what is sent$/,
  ],
  'varies() in the query': [wanting({ query: { q: varies('1') } }), /^varies\(\) is for .* in its query say/],
  'varies() in headers': [
    wanting({ headers: { h: varies('1') } }),
    /^varies\(\) is for .* in its headers say/,
  ],
  'varies() in the body': [
    wanting({ body: { deep: [varies('1')] } }),
    /^varies\(\) is for .* in its body say/,
  ],
  'varies() in the body of a problem': [
    routeWith('POST /', {
      body: z.unknown(),
      examples: [
        { body: 1, returns: {} },
        { body: varies(1), problem: 404 },
      ],
    }),
    /^varies\(\) is for what an example returns; in its body say what is sent$/,
  ],
  'from() in the answer': [
    routeWith('GET /', { returns: z.object({ id: z.int() }), examples: [{ returns: { id: taken('/id') } }] }),
    /^from\(\) is for what an example sends; in its returns say varies\(…\)$/,
  ],
  'from() an entry of another table': [
    wanting({ params: { id: taken('/id', routeWith('GET /elsewhere')) } }),
    /^from\(\) names GET \/elsewhere, which is no entry of this table$/,
  ],
  'from() a pointer to nothing': [
    wanting({ params: { id: taken('/ident') } }),
    /^from\(source, '\/ident'\) finds nothing in the first example of source$/,
  ],
  'from() a pointer to nothing, deep in the body': [
    wanting({ body: { a: [{ b: taken('/title/x') }] } }),
    /^from\(source, '\/title\/x'\) finds nothing in the first example of source$/,
  ],
  'from() a header without an example': [
    wanting({ headers: { h: taken('ETag') } }),
    /^from\(source, 'ETag'\) finds nothing .*; say one: sets: { ETag: { description: '…', example: '…' } }$/,
  ],
  'from() a header that the entry does not set': [
    wanting({ headers: { h: taken('X-Other') } }),
    /^from\(source, 'X-Other'\) finds nothing in the first example of source; say one: sets/,
  ],
  'from() a pointer without its slash': [
    wanting({ params: { id: taken('id') } }),
    /^from\(source, 'id'\) finds nothing .*; a pointer into its answer begins with a slash: '\/id'$/,
  ],
  'from() for a list in the query': [
    wanting({ query: { q: [taken('/title')] } }),
    /^from\(\) gives a whole value; in its query say { name: from\(…\) }$/,
  ],
  'from() for all of the query': [
    wanting({ query: taken('/next') as unknown as Record<string, unknown> }),
    /^from\(\) gives a whole value; in its query say { name: from\(…\) }$/,
  ],
  'two wrong marks': [
    wanting({ query: { q: varies('1') }, body: taken('/x') }),
    /^varies\(\)/,
    /^from\(source, '\/x'\)/,
  ],
}

for (const [name, [culprit, ...messages]] of Object.entries(faults)) {
  test(`${name} stops the program, and is all that is said of its entry`, () => {
    const found = faultsOf({ source, culprit })
    assert.equal(found.length, messages.length, found.join('\n'))
    for (const [i, message] of messages.entries()) assert.match(found[i] as string, message)
  })
}

test('from() an entry without an example is told beside the fault of that entry', () => {
  const empty = routeWith('GET /empty', { examples: [] })
  const message = messageOf({ empty, culprit: wanting({ params: { id: taken('/id', empty) } }) })
  assert.match(message, /empty \(GET \/empty\): it has no example/)
  assert.match(message, /from\(empty, '\/id'\) finds nothing in the first example of empty/)
})

const fine: Record<string, Route> = {
  'a varying part': routeWith('GET /', {
    returns: z.object({ id: z.int(), tags: z.array(z.string()) }),
    examples: [{ returns: { id: varies(1), tags: varies([varies('a')]) } }],
  }),
  'an answer that varies as a whole': routeWith('GET /', { examples: [{ returns: varies({}) }] }),
  'a value of an earlier answer in the path': wanting({ params: { id: taken('/title') } }),
  'a number of an earlier answer in the path': wanting({ params: { id: taken('/id') } }),
  'a header of an earlier answer': wanting({ headers: { h: taken('Location') } }),
  'a part of a header in the path': routeWith('GET /notes/:id', {
    params: z.object({ id: z.coerce.number() }),
    examples: [{ params: { id: taken('Location') }, returns: {} }],
  }),
  'a value deep in the body': wanting({ body: [{ a: { b: taken('/id') } }] }),
  'a value that is null': wanting({ body: taken('/next') }),
  'a body that is the whole of a value': wanting({ body: taken('/title') }),
  'a problem behind a good example': routeWith('GET /', {
    examples: [{ returns: {} }, { problem: 400 }, { problem: 599 }],
  }),
  'a list of numbers in the query': routeWith('GET /', {
    query: z.object({ n: z.array(z.coerce.number()) }),
    examples: [{ query: { n: [1, 2] }, returns: {} }],
  }),
  'a number that the query coerces': routeWith('GET /', {
    query: z.object({ n: z.coerce.number(), m: z.coerce.number().optional() }),
    examples: [{ query: { n: 7, m: undefined }, returns: {} }],
  }),
}

for (const [name, route] of Object.entries(fine))
  test(`${name} is fine`, () => checkRoutes({ source, route }))

test('an entry in a group may be named by the entry that it was made of', () => {
  checkRoutes({ ...group({ prefix: '/v1' }, { source }), fine: wanting({ params: { id: taken('/id') } }) })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { varies } from '../../src/http/example-values.ts'
import { basic } from '../../src/http/guard.ts'
import { answersOf } from '../../src/http/openapi-answers.ts'
import { type Route, type Routes, route } from '../../src/http/route.ts'
import { answersNothing } from './app-of.ts'
import { assertValid, type Document, describeRoutes } from './described.ts'
import { routeWith } from './wrong-table.ts'

const routes: Routes = {
  create: route('POST /notes', {
    summary: '',
    body: z.object({ title: z.string() }),
    returns: z.object({ id: z.int(), tags: z.array(z.object({ at: z.string() })) }),
    status: 201,
    sets: {
      Location: { description: 'Where it is', example: '/notes/1' },
      'X-Left': { description: 'How many are left', required: false },
      ETag: 'Its version',
    },
    problems: { 409: 'There is one', 507: 'It is full' },
    examples: [
      { body: { title: 'a' }, returns: { id: varies(1), tags: [{ at: 'x' }, { at: varies('noon') }] } },
      { body: { title: 'b' }, returns: { id: 2, tags: [] } },
      { name: 'again', body: { title: 'a' }, problem: 409 },
      { body: { title: 'a' }, problem: 409 },
      { name: 'lost', body: { title: 'c' }, problem: 404 },
    ],
    handler: () => ({ id: 1, tags: [] }),
  }),
  all: route('GET /all', {
    summary: '',
    returns: z.array(z.string()),
    examples: [{ returns: varies([varies('a')]) }],
    handler: () => [],
  }),
  guarded: route('GET /guarded', {
    ...answersNothing,
    guard: basic(() => false),
    problems: { 403: 'Only on Sundays' },
    examples: [{ returns: {} }, { problem: 401 }],
    handler: () => ({}),
  }),
  forget: route('DELETE /notes', {
    summary: '',
    returns: z.null(),
    status: 204,
    sets: { 'X-Left': '' },
    examples: [{ returns: null }],
    handler: () => null,
  }),
  plain: route('GET /plain', { ...answersNothing, handler: () => ({}) }),
}

const document = describeRoutes(routes)
const created = document.paths['/notes'].post.responses
const guarded = document.paths['/guarded'].get.responses

/** The examples of an answer. */
function examplesOf(response: Document): Document {
  return Object.values<Document>(response.content)[0].examples
}

test('the document is valid', () => assertValid(document))

test('an entry answers with its status, its problems, those of its examples, and any other', () => {
  assert.deepEqual(Object.keys(created), ['201', '404', '409', '507', 'default'])
})

test('a problem is described by its line, or else by its title', () => {
  assert.deepEqual(
    [404, 409, 507].map(status => created[status].description),
    ['Not Found', 'There is one', 'It is full'],
  )
})

test('a problem has the schema of all problems', () => {
  for (const status of [404, 409, 507])
    assert.deepEqual(created[status].content['application/problem+json'].schema, {
      $ref: '#/components/schemas/Problem',
    })
})

test('the examples of a problem stand under its status, by their names, with a detail that varies', () => {
  const example = {
    value: { type: 'about:blank', title: 'Conflict', status: 409, detail: 'There is one' },
    'x-varies': ['/detail'],
  }
  assert.deepEqual(examplesOf(created[409]), { again: example, example4: example })
  assert.deepEqual(Object.keys(examplesOf(created[404])), ['lost'])
})

test('a problem without an example shows none', () => {
  assert.equal('examples' in created[507].content['application/problem+json'], false)
})

test('the good answer has the good examples, and says of each what varies', () => {
  assert.deepEqual(examplesOf(created[201]), {
    example1: { value: { id: 1, tags: [{ at: 'x' }, { at: 'noon' }] }, 'x-varies': ['/id', '/tags/1/at'] },
    example2: { value: { id: 2, tags: [] } },
  })
})

test('of an answer that varies as a whole the pointer is empty', () => {
  assert.deepEqual(examplesOf(document.paths['/all'].get.responses[200]), {
    example1: { value: ['a'], 'x-varies': [''] },
  })
})

test('what an example sends has its name, also where it shows a problem', () => {
  const { examples } = document.paths['/notes'].post.requestBody.content['application/json']
  assert.deepEqual(Object.keys(examples), ['example1', 'example2', 'again', 'example4', 'lost'])
})

test('headers of the good answer are described, required unless they say otherwise', () => {
  const schema = { type: 'string' }
  assert.deepEqual(created[201].headers, {
    Location: { description: 'Where it is', required: true, schema, example: '/notes/1' },
    'X-Left': { description: 'How many are left', required: false, schema },
    ETag: { description: 'Its version', required: true, schema },
  })
})

test('an answer without a body has its headers', () => {
  const [answer] = Object.values<Document>(document.paths['/notes'].delete.responses)
  assert.deepEqual(['content' in answer, Object.keys(answer.headers)], [false, ['X-Left']])
})

test('an answer without headers of its own describes none', () => {
  assert.equal('headers' in document.paths['/plain'].get.responses[200], false)
})

test('an answer that caches may keep says for how long, though a proxy may take that away', () => {
  const { headers } = describeRoutes({ kept: routeWith('GET /kept', { cache: 'max-age=60' }) }).paths['/kept']
    .get.responses[200]
  const { description, ...rest } = headers['Cache-Control']
  assert.notEqual(description, '')
  assert.deepEqual(rest, { required: false, schema: { type: 'string' }, example: 'max-age=60' })
})

test('an answer has the links that begin at it, if there are any', () => {
  const linksOf = (links: Record<string, object>) =>
    (answersOf(routeWith('GET /'), { schema: {}, links }) as Document)[200].links
  assert.deepEqual(linksOf({ next: { operationId: 'next' } }), { next: { operationId: 'next' } })
  assert.equal(linksOf({}), undefined)
})

test('a guard adds 401 and 403, which the entry may describe in words of its own', () => {
  assert.deepEqual(
    [401, 403].map(status => guarded[status].description),
    ['The credentials are missing or wrong', 'Only on Sundays'],
  )
  assert.equal(examplesOf(guarded[401]).example2.value.detail, 'The credentials are missing or wrong')
})

test('an entry without guard and problems has only its good answer and any other', () => {
  assert.deepEqual(Object.keys(document.paths['/plain'].get.responses), ['200', 'default'])
})

/** Which examples of an entry say that they send nothing, by which a reader of the document knows that there is a call. */
function sendingNothing(entry: Partial<Route>): unknown[] {
  const { post } = describeRoutes({ it: routeWith('POST /it/:id', entry) }).paths['/it/{id}']
  return Object.values<Document>(examplesOf(post.responses[200])).map(example => example['x-sends-nothing'])
}

const maySend: Partial<Route> = {
  params: z.object({ id: z.string().optional() }),
  query: z.object({ q: z.string().optional() }),
  headers: z.object({ h: z.string().optional() }),
  body: z.string().optional(),
}

for (const [part, schema] of Object.entries(maySend)) {
  test(`where ${part} may be left out, an example that sends nothing says so`, () => {
    assert.deepEqual(sendingNothing({ [part]: schema, examples: [{ returns: {} }] }), [true])
  })
}

for (const sent of [{ params: { id: '1' } }, { query: { q: '' } }, { headers: { h: '' } }, { body: '' }]) {
  test(`an example that sends ${JSON.stringify(sent)} does not say that it sends nothing`, () => {
    assert.deepEqual(sendingNothing({ ...maySend, examples: [{ ...sent, returns: {} }] }), [undefined])
  })
}

test('what is undefined in an example is not sent', () => {
  const examples = [{ query: { q: undefined }, body: undefined, returns: {} }]
  assert.deepEqual(sendingNothing({ ...maySend, examples }), [true])
})

test('of several examples each says that it sends nothing, that of a problem too', () => {
  assert.deepEqual(sendingNothing({ examples: [{ returns: {} }, { returns: {} }] }), [true, true])
  assert.equal(examplesOf(guarded[401]).example2['x-sends-nothing'], true)
})

test('the only example of an entry that takes nothing need not say that it sends nothing', () => {
  assert.deepEqual(sendingNothing({}), [undefined])
})

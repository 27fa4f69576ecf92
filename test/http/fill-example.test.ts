import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { from, type Source, varies } from '../../src/http/example-values.ts'
import { filledExample, nameOfSource, shownExample, sourcesOf } from '../../src/http/fill-example.ts'
import { group } from '../../src/http/group.ts'
import { type Example, route } from '../../src/http/route.ts'
import { answersNothing } from './app-of.ts'
import { routeWith } from './wrong-table.ts'

const source = routeWith('POST /notes', {
  returns: z.unknown(),
  sets: { Location: { description: '', example: '/notes/7' }, ETag: '' },
  examples: [
    { returns: { id: varies(7), tags: varies([{ name: varies('food') }]) } },
    { returns: { id: 8, tags: [] } },
  ],
})
const taken = (place: string) => from(source as Source<z.ZodType, string>, place)

/** An entry on a path, and an example of it. */
const note = routeWith('GET /notes/:id')
const example: Example = {
  name: 'milk',
  params: { id: taken('/id') },
  query: { q: [taken('/tags/0/name')], fixed: 1 },
  headers: { h: taken('Location') },
  body: { deep: [taken('/id'), { tags: taken('/tags') }] },
  returns: { id: varies(7) },
}

/** What an answer lends, and the parts of the example that it is put into. */
const lend = (body: unknown, headers: Record<string, string> = {}) =>
  filledExample(note, example, () => ({ body, header: name => headers[name] }))

test('an example is shown with the values of the first example that it takes them from', () => {
  assert.deepEqual(shownExample(note, example), {
    name: 'milk',
    params: { id: 7 },
    query: { q: ['food'], fixed: 1 },
    headers: { h: '/notes/7' },
    body: { deep: [7, { tags: [{ name: 'food' }] }] },
    returns: { id: 7 },
  })
})

test('an example is sent with the values of the answer', () => {
  const { params, query, headers, body } = lend(
    { id: 99, tags: [{ name: 'new' }] },
    { Location: '/notes/99' },
  )
  assert.deepEqual(params, { id: 99 })
  assert.deepEqual(query, { q: ['new'], fixed: 1 })
  assert.deepEqual(headers, { h: '/notes/99' })
  assert.deepEqual(body, { deep: [99, { tags: [{ name: 'new' }] }] })
})

test('each value comes from the answer of its own entry', () => {
  const other = routeWith('POST /users', { examples: [{ returns: { id: 1 } }] })
  const both = { body: { a: taken('/id'), b: from(other as Source, '/id' as never) } }
  const { body } = filledExample(note, both, ({ endpoint }) => ({
    body: { id: endpoint },
    header: () => undefined,
  }))
  assert.deepEqual(body, { a: 'POST /notes', b: 'POST /users' })
})

test('the entries that an example takes values from are told, each once', () => {
  const other = routeWith('POST /users')
  const sources = sourcesOf({ ...example, body: [example.body, from(other as Source, '/id' as never)] })
  assert.deepEqual(
    sources.map(({ endpoint }) => endpoint),
    ['POST /notes', 'POST /users'],
  )
  assert.deepEqual(sourcesOf({ params: { id: 1 }, returns: {} }), [])
})

test('what varies is left for whoever compares it', () => {
  assert.equal(lend({ id: 99 }).returns, example.returns)
})

test('an example that sends nothing is filled with nothing', () => {
  const { params, query, headers, body } = shownExample(note, { returns: {} })
  assert.deepEqual([params, query, headers, body], [undefined, undefined, undefined, undefined])
})

/** A path, the header that came, and what its `:id` gets. */
const parts: [path: `/${string}`, header: string, id: string][] = [
  ['/notes/:id', '/notes/99', '99'],
  ['/notes/:id', '/v1/notes/99', '99'],
  ['/notes/:id', 'https://host.example/v1/notes/99?as=text#top', '99'],
  ['/notes/:id', 'notes/99', '99'],
  ['/notes/:id', '/notes/a%20b', 'a b'],
  ['/notes/:id', '/notes/100%', '100%'],
  ['/:id', '/99', '99'],
  ['/notes/:id/lines', '/notes/99/lines', '99'],
  ['/users/:user/notes/:id', '/users/3/notes/99', '99'],
  ['/notes/:id', '99', '99'],
  ['/notes/:id', '/users/99', '/users/99'],
  ['/notes/:id', '/notes/99/lines', '/notes/99/lines'],
  ['/v1/notes/:id', '/notes/99', '/notes/99'],
]
for (const [path, header, id] of parts) {
  test(`:id of ${path} gets ${id} of a header ${header}`, () => {
    const route = routeWith(`GET ${path}`)
    const { params } = filledExample(route, { params: { id: taken('Location') } }, () => ({
      body: undefined,
      header: name => (name === 'Location' ? header : undefined),
    }))
    assert.deepEqual(params, { id })
  })
}

test('a text of the answer is no path, even where it looks like one', () => {
  assert.deepEqual(lend({ id: '/notes/99' }).params, { id: '/notes/99' })
})

test('only a parameter gets a part of a header', () => {
  assert.deepEqual(lend({}, { Location: '/notes/99' }).headers, { h: '/notes/99' })
})

test('a parameter is missing where the answer lacks the header', () => {
  const { params } = filledExample(note, { params: { id: taken('Location') } }, () => ({
    body: undefined,
    header: () => undefined,
  }))
  assert.deepEqual(params, { id: undefined })
})

test('a header that no answer has, and an answer that no example has, have nothing to show', () => {
  const empty = routeWith('POST /empty', { examples: [] })
  const { headers, body } = shownExample(note, {
    headers: { h: taken('X-Other') },
    body: { id: from(empty as Source, '/id' as never) },
  })
  assert.deepEqual([headers, body], [{ h: undefined }, { id: undefined }])
})

test('a header that is described by its line alone has nothing to show', () => {
  assert.deepEqual(shownExample(note, { headers: { h: taken('ETag') } }).headers, { h: undefined })
})

test('an entry is known by its name in the table, also as the copy that a group makes', () => {
  assert.equal(nameOfSource({ note, source }, source), 'source')
  assert.equal(
    nameOfSource({ note, ...group({ prefix: '/v1', tag: 'Notes' }, { source }) }, source),
    'source',
  )
  assert.equal(nameOfSource({ note }, source), undefined)
})

test('two entries that are written with one list of examples are two', () => {
  const first = route('GET /first', { ...answersNothing, handler: () => ({}) })
  const second = route('GET /second', { ...answersNothing, handler: () => ({}) })
  assert.equal(nameOfSource({ first, second }, second), 'second')
})

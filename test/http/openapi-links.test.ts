import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { from, varies } from '../../src/http/example-values.ts'
import { group } from '../../src/http/group.ts'
import { route } from '../../src/http/route.ts'
import { answersNothing } from './app-of.ts'
import { assertValid, describeRoutes } from './described.ts'

const createNote = route('POST /notes', {
  summary: '',
  returns: z.object({ id: z.int(), lines: z.array(z.object({ text: z.string() })) }),
  status: 201,
  sets: { Location: { description: '', example: '/notes/1' }, ETag: { description: '', example: '"1"' } },
  examples: [{ returns: { id: varies(1), lines: [{ text: 'Milk' }] } }],
  handler: () => ({ id: 1, lines: [] }),
})

const createUser = route('POST /users', {
  summary: '',
  returns: z.object({ id: z.int() }),
  examples: [{ returns: { id: varies(3) } }],
  handler: () => ({ id: 1 }),
})

const byId = z.object({ id: z.coerce.number() })

const routes = {
  createNote,
  createUser,
  read: route('GET /notes/:id', {
    ...answersNothing,
    params: byId,
    examples: [
      { params: { id: from(createNote, '/id') }, returns: {} },
      { params: { id: 5 }, returns: {} },
      { name: 'gone', params: { id: from(createNote, '/id') }, problem: 404 },
    ],
    handler: () => ({}),
  }),
  located: route('DELETE /notes/:id', {
    ...answersNothing,
    params: byId,
    examples: [
      { params: { id: from(createNote, 'Location') }, returns: {} },
      { params: { id: from(createNote, 'Location') }, returns: {} },
    ],
    handler: () => ({}),
  }),
  list: route('GET /notes', {
    ...answersNothing,
    query: z.object({ owner: z.coerce.number(), sort: z.string() }),
    headers: z.object({ 'if-match': z.string() }),
    examples: [
      {
        query: { owner: from(createUser, '/id'), sort: 'x' },
        headers: { 'if-match': from(createNote, 'ETag') },
        returns: {},
      },
    ],
    handler: () => ({}),
  }),
  rename: route('PATCH /notes/:id', {
    ...answersNothing,
    params: byId,
    body: z.object({ title: z.string() }),
    examples: [{ params: { id: from(createNote, '/id') }, body: { title: 'Tea' }, returns: {} }],
    handler: () => ({}),
  }),
  move: route('PUT /users/:id/notes', {
    ...answersNothing,
    params: byId,
    body: z.object({ note: z.int(), to: z.array(z.object({ user: z.int(), text: z.string() })) }),
    examples: [
      {
        params: { id: from(createUser, '/id') },
        body: {
          note: from(createNote, '/id'),
          to: [{ user: from(createUser, '/id'), text: from(createNote, '/lines/0/text') }],
        },
        returns: {},
      },
    ],
    handler: () => ({}),
  }),
}

const document = describeRoutes(routes)
const ofNote = document.paths['/notes'].post.responses[201].links
const ofUser = document.paths['/users'].post.responses[200].links

test('the document is valid', () => assertValid(document))

test('an answer links to each call that takes something of it, and to no other', () => {
  assert.deepEqual(Object.keys(ofNote), ['read', 'read.3', 'located', 'located.2', 'list', 'rename', 'move'])
  assert.deepEqual(Object.keys(ofUser), ['list', 'move'])
})

test('an entry whose answer nobody uses has no links', () => {
  assert.equal('links' in document.paths['/notes'].get.responses[200], false)
})

test('a parameter of the path is taken from the body', () => {
  assert.deepEqual(ofNote.read, {
    operationId: 'read',
    parameters: { 'path.id': '$response.body#/id' },
    'x-examples': ['example1'],
  })
})

test('a second example that takes something has a link of its own, also where it shows a problem', () => {
  assert.deepEqual(ofNote['read.3'], {
    operationId: 'read',
    parameters: { 'path.id': '$response.body#/id' },
    'x-examples': ['gone'],
  })
})

test('an example without a name is called as the docs call it', () => {
  assert.deepEqual(ofNote['located.2']['x-examples'], ['example2'])
})

test('a parameter of the path may be taken from a header', () => {
  assert.deepEqual(ofNote.located.parameters, { 'path.id': '$response.header.Location' })
})

test('a query is taken from one answer and a header from another, each by a link of that answer', () => {
  assert.deepEqual(ofUser.list.parameters, { 'query.owner': '$response.body#/id' })
  assert.deepEqual(ofNote.list.parameters, { 'header.if-match': '$response.header.ETag' })
})

test('a body that takes nothing of an answer is no part of its link', () => {
  assert.equal('requestBody' in ofNote.rename, false)
})

test('a body says where its values go, and shows those that another answer gives', () => {
  assert.deepEqual(ofNote.move, {
    operationId: 'move',
    requestBody: {
      note: '$response.body#/id',
      to: [{ user: 3, text: '$response.body#/lines/0/text' }],
    },
    'x-examples': ['example1'],
  })
})

test('parameters and body that one answer gives stand in one link', () => {
  assert.deepEqual(ofUser.move, {
    operationId: 'move',
    parameters: { 'path.id': '$response.body#/id' },
    requestBody: { note: 1, to: [{ user: '$response.body#/id', text: 'Milk' }] },
    'x-examples': ['example1'],
  })
})

test('what is taken is shown as the source shows it', () => {
  const { examples } = document.paths['/notes/{id}'].get.parameters[0]
  assert.deepEqual(examples, { example1: { value: 1 }, example2: { value: 5 }, gone: { value: 1 } })
  assert.deepEqual(document.paths['/notes/{id}'].delete.parameters[0].examples, {
    example1: { value: '1' },
    example2: { value: '1' },
  })
})

test('the entries of a group are linked as they were outside of it', async () => {
  const grouped = describeRoutes(group({ tag: 'All', prefix: '/v1' }, routes))
  assert.deepEqual(grouped.paths['/v1/notes'].post.responses[201].links, ofNote)
  await assertValid(grouped)
})

test('a link leads from a group to an entry beside it', () => {
  const { createNote, read } = routes
  const { paths } = describeRoutes({ ...group({ prefix: '/v1' }, { createNote }), read })
  assert.deepEqual(Object.keys(paths['/v1/notes'].post.responses[201].links), ['read', 'read.3'])
})

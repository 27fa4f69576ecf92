import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { z } from 'zod'
import { checkRoutes } from '../../src/http/check-routes.ts'
import { group, merge } from '../../src/http/group.ts'
import { bearer } from '../../src/http/guard.ts'
import { type Routes, route } from '../../src/http/route.ts'
import { answersNothing, appOf } from './app-of.ts'

const user = bearer(token => token === 'user' && { id: 'user' })
const admin = bearer(token => token === 'admin' && { id: 'admin' })

const read = route('GET /notes/:id', {
  ...answersNothing,
  params: z.object({ id: z.string() }),
  examples: [{ params: { id: '1' }, returns: {} }],
  handler: () => ({}),
})
const list = route('GET /notes', { ...answersNothing, handler: () => ({}) })
const remove = route('DELETE /notes', { ...answersNothing, guard: admin, handler: () => ({}) })
const index = route('GET /', { ...answersNothing, handler: () => ({}) })

/** The status of a call with a token, or with none. */
async function statusOf(routes: Routes, endpoint: string, token?: string): Promise<number> {
  const [method = '', path = ''] = endpoint.split(' ')
  const call = supertest(appOf(routes))[method.toLowerCase() as 'get'](path)
  return (await (token === undefined ? call : call.set('Authorization', `Bearer ${token}`))).status
}

test('a prefix stands before each path of the group', async () => {
  const routes = group({ prefix: '/v1' }, { read, list })
  assert.equal(await statusOf(routes, 'GET /v1/notes/7'), 200)
  assert.equal(await statusOf(routes, 'GET /v1/notes'), 200)
  assert.equal(await statusOf(routes, 'GET /notes'), 404)
})

test('the entry / is the prefix itself', async () => {
  const routes = group({ prefix: '/v1' }, { index })
  checkRoutes(routes)
  assert.equal(await statusOf(routes, 'GET /v1'), 200)
})

test('without a prefix a path stays as it is', () => {
  assert.deepEqual(
    Object.values(group({ tag: 'Notes' }, { read, index })).map(({ endpoint }) => endpoint),
    ['GET /notes/:id', 'GET /'],
  )
})

test('a group in a group has both prefixes, the outer one first', async () => {
  assert.equal(
    await statusOf(group({ prefix: '/api' }, group({ prefix: '/v1' }, { list })), 'GET /api/v1/notes'),
    200,
  )
})

test('the guard of a group guards its entries', async () => {
  const routes = group({ guard: user }, { list, remove })
  assert.equal(await statusOf(routes, 'GET /notes'), 401)
  assert.equal(await statusOf(routes, 'GET /notes', 'user'), 200)
})

test('an entry with a guard of its own keeps it', async () => {
  const routes = group({ guard: user }, { list, remove })
  assert.equal(await statusOf(routes, 'DELETE /notes', 'user'), 401)
  assert.equal(await statusOf(routes, 'DELETE /notes', 'admin'), 200)
})

test('a group without a guard leaves the guards of its entries', async () => {
  assert.equal(await statusOf(group({ prefix: '/v1' }, { remove }), 'DELETE /v1/notes'), 401)
})

test('a group leaves the entries that it is made of as they were', async () => {
  const routes = { list }
  group({ prefix: '/v1', tag: 'Notes', guard: user }, routes)
  assert.deepEqual(routes, { list })
  assert.equal(list.endpoint, 'GET /notes')
  assert.equal('guard' in list, false)
})

test('the tag and its description go to each entry', () => {
  const { read: tagged } = group({ tag: 'Notes', description: 'What one has *written*.' }, { read })
  assert.deepEqual((tagged as Routes[string]).tag, { name: 'Notes', description: 'What one has *written*.' })
})

test('a group without a tag keeps the tags of a group within', () => {
  const { read: tagged } = group({ prefix: '/v1' }, group({ tag: 'Notes' }, { read }))
  assert.equal((tagged as Routes[string]).tag?.name, 'Notes')
})

test('merge() makes one table of several', () => {
  assert.deepEqual(merge({ read }, { list }, { index }), { read, list, index })
})

test('merge() refuses a name that two tables have, and names it', () => {
  assert.throws(
    () => merge({ read, list }, { index }, { list: index }),
    /^Error: Two tables have an entry called list\. Rename one of them\.$/,
  )
})

test('a prefix may have several parts', async () => {
  assert.equal(await statusOf(group({ prefix: '/api/v1' }, { list }), 'GET /api/v1/notes'), 200)
})

/** What stands in a table's place where nothing checks types. */
const noTables: Record<string, unknown> = {
  nothing: undefined,
  'an entry': list,
  'a list of tables': [{ list }],
  'a table of which one entry is none': { list, index: undefined },
}
for (const [what, other] of Object.entries(noTables)) {
  test(`group() and merge() refuse ${what} in a table's place`, () => {
    const message = (name: string) => new RegExp(`^Error: ${name}\\(\\) takes tables, .* got something else`)
    assert.throws(() => group({ prefix: '/v1' }, other as Routes), message('group'))
    assert.throws(() => merge({ read }, other as Routes), message('merge'))
  })
}

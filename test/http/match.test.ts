import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { z } from 'zod'
import { matcher } from '../../src/http/match.ts'
import { Problem } from '../../src/http/problem.ts'
import { route } from '../../src/http/route.ts'
import { appOf } from './app-of.ts'

const api = supertest(
  appOf({
    me: route('GET /users/me', {
      summary: '',
      returns: z.object({ name: z.string() }),
      examples: [{ returns: { name: 'me' } }],
      handler: () => ({ name: 'me' }),
    }),
    user: route('GET /users/:id', {
      summary: '',
      params: z.object({ id: z.string() }),
      returns: z.object({ id: z.string() }),
      examples: [{ params: { id: '7' }, returns: { id: '7' } }],
      handler: ({ params }) => params,
    }),
    posts: route('GET /users/:name/posts', {
      summary: '',
      params: z.object({ name: z.string() }),
      returns: z.object({ name: z.string() }),
      examples: [{ params: { name: 'ada' }, returns: { name: 'ada' } }],
      handler: ({ params }) => params,
    }),
  }),
)

test('a fixed path wins over one with parameters', async () => {
  assert.equal((await api.get('/users/me')).body.name, 'me')
})

test('the path with parameters takes the others', async () => {
  assert.equal((await api.get('/users/mei')).body.id, 'mei')
})

test('parameters may have different names under one prefix', async () => {
  assert.equal((await api.get('/users/ada/posts')).body.name, 'ada')
})

for (const path of [
  '/users/',
  '/users/7/',
  '/Users/7',
  '//users/7',
  '/users//posts',
  '/users/7;x=1/posts2',
]) {
  test(`${path} is not taken for a path that is nearly the same`, async () => {
    assert.equal((await api.get(path)).status, 404)
  })
}

const { find, allowed } = matcher([
  { method: 'GET', path: '/' },
  { method: 'GET', path: '/notes' },
  { method: 'POST', path: '/notes' },
  { method: 'PUT', path: '/notes/:id' },
])

test('a path takes the methods of its entries, HEAD where it takes GET, and OPTIONS', () => {
  assert.deepEqual(allowed('/notes').sort(), ['GET', 'HEAD', 'OPTIONS', 'POST'])
})

test('a path that does not take GET does not take HEAD', () => {
  assert.deepEqual(allowed('/notes/1').sort(), ['OPTIONS', 'PUT'])
})

test('a path that is nowhere takes no method, OPTIONS included', () => {
  assert.deepEqual(allowed('/nowhere'), [])
})

test('the * of OPTIONS * is no path', () => {
  assert.equal(find('GET', '*'), undefined)
})

test('a parameter is decoded, and may be as long as a path', () => {
  const found = find('PUT', `/notes/${'%C3%A9'.repeat(1000)}`)
  assert.equal(found?.params.id, 'é'.repeat(1000))
})

test('a broken %-encoding is a 400 that shows the path', () => {
  assert.throws(
    () => find('PUT', '/notes/%E0%A4%A'),
    (problem: Problem) =>
      problem instanceof Problem && problem.status === 400 && problem.message.includes('/notes/%E0%A4%A'),
  )
})

/** Deep JSON against what walks it recursively: a schema that refers to itself, and JSON.stringify. */
import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { z } from 'zod'
import { route } from '../../src/http/route.ts'
import { appOf } from './app-of.ts'

type Tree = { kids: Tree[] }
const tree: z.ZodType<Tree, Tree> = z.object({ kids: z.array(z.lazy(() => tree)) })

const app = appOf({
  tree: route('POST /tree', {
    summary: 'Answers the tree it gets',
    body: tree,
    returns: tree,
    examples: [{ body: { kids: [] }, returns: { kids: [] } }],
    handler: ({ body }) => body,
  }),
})

function post(depth: number): supertest.Test {
  const json = '{"kids":['.repeat(depth) + ']}'.repeat(depth)
  return supertest(app).post('/tree').type('json').send(json)
}

test('a recursive schema takes a tree', async () => {
  assert.equal((await post(40)).status, 200)
})

for (const depth of [1000, 9000]) {
  test(`a tree of ${depth} levels is the caller's fault and not a 500`, async () => {
    assert.equal((await post(depth)).status, 400)
  })
}

test('a hundred thousand open brackets are the caller’s fault and not a 500', async () => {
  const { status, body } = await supertest(app).post('/tree').type('json').send('['.repeat(100_000))
  assert.equal(status, 400)
  assert.match(body.detail, /not JSON and nested too deep to say where it breaks/)
})

test('fifty thousand nested arrays are the caller’s fault and not a 500', async () => {
  const json = '['.repeat(50_000) + ']'.repeat(50_000)
  const { status } = await supertest(app).post('/tree').type('json').send(json)
  assert.equal(status, 400)
})

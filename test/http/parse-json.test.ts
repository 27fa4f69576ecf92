/** Deep JSON against what walks it recursively: a schema that refers to itself, and JSON.stringify. */
import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import supertest from 'supertest'
import { z } from 'zod'
import { parseJson } from '../../src/http/parse-json.ts'
import { Problem } from '../../src/http/problem.ts'
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

/** What a text is refused with. */
async function refusalOf(text: string): Promise<string> {
  try {
    await parseJson(text)
  } catch (error) {
    if (error instanceof Problem && error.status === 400) return error.message
    throw error
  }
  throw new Error('It was taken')
}

/** A value within so many arrays, or so many objects. */
const nested = {
  arrays: (depth: number, inner: string) => '['.repeat(depth) + inner + ']'.repeat(depth),
  objects: (depth: number, inner: string) => '{"a":'.repeat(depth) + inner + '}'.repeat(depth),
}
for (const [kind, within] of Object.entries(nested)) {
  for (const inner of ['null', '"text"', '1', 'true']) {
    test(`${inner} within a hundred ${kind} is taken`, () => {
      assert.deepEqual(parseJson(within(100, inner)), JSON.parse(within(100, inner)))
    })
  }

  test(`what is within 101 ${kind} is refused`, async () => {
    assert.equal(await refusalOf(within(101, 'null')), 'The body is nested more than 100 deep. Flatten it.')
  })

  test(`what is too deep is refused wherever in the ${kind} it stands`, async () => {
    const deep = nested.objects(100, nested.arrays(1, ''))
    const wide = { arrays: `[[], 1, ${deep}, 2]`, objects: `{"x": {}, "y": 1, "z": ${deep}, "u": 2}` }
    assert.match(await refusalOf(wide[kind as keyof typeof wide]), /nested more than 100 deep/)
  })
}

/** Texts that are no JSON, with what their sender reads. */
const broken: Record<string, string> = {
  '': 'The body is empty. Send JSON.',
  ' \n': 'The body is empty. Send JSON.',
  '{"a": 1,\n "b" 2}': 'The body is not JSON: it breaks at line 2, column 6, near {"a": 1,\n "b" 2}.',
  '{"a": 1} // note': 'The body is not JSON: it breaks at line 1, column 10, near {"a": 1} // note.',
  '{"a": 1': 'The body is not JSON: something is missing at its end.',
  '["aaaaaaaaaabbbbbbbbbbcccccccccc" xddddddddddeeeeeeeeee]':
    'The body is not JSON: it breaks at line 1, column 35, near bbbbbbbbcccccccccc" xddddddddd.',
}
for (const [text, told] of Object.entries(broken)) {
  test(`${JSON.stringify(text)} is refused, and its sender is told why`, async () => {
    assert.equal(await refusalOf(text), told)
  })
}

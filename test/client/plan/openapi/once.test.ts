import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Described, exchanged, sentTo } from './sent.ts'

const examples = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]))
const query = (name: string, values: Record<string, unknown>, rest = {}) => ({
  name,
  in: 'query',
  examples: examples(values),
  ...rest,
})
const body = (values: Record<string, unknown>) => ({
  content: { 'application/json': { examples: examples(values) } },
})

test('an operation whose path another one fills already is skipped by that name', async t => {
  const path = (schema: unknown) => ({ parameters: [{ name: 'id', in: 'path', required: true, schema }] })
  const paths = { '/users/me': { get: {} }, '/users/{id}': { get: path({ enum: ['me'] }) } }
  const { results } = await exchanged(t, paths)
  assert.deepEqual(results[1]?.problems, [
    'its path, filled in, is that of GET /users/me, which sends the same request',
  ])
})

test('of three operations that send the same, the others name the first', async t => {
  const me = (name: string) => ({
    parameters: [{ name, in: 'path', required: true, example: 'me' }],
  })
  const paths = {
    '/users/me': { get: {} },
    '/users/{id}': { get: me('id') },
    '/users/{name}': { get: me('name') },
  }
  const { results } = await exchanged(t, paths)
  for (const { problems } of results.slice(1)) assert.match(problems[0] ?? '', /is that of GET \/users\/me,/)
})

const cases: [title: string, paths: Described, sent: string[]][] = [
  [
    'examples of many names that send the same are one request',
    {
      '/jobs': {
        get: { parameters: [query('v', { add: 1, remove: 1, list: 1 }, { required: true })] },
      },
    },
    ['GET /jobs?v=1'],
  ],
  [
    'examples of two parameters that have no name in common are sent one by one',
    { '/jobs': { get: { parameters: [query('x', { a: 1, b: 2 }), query('y', { c: 1, d: 1 })] } } },
    ['GET /jobs?x=1', 'GET /jobs?x=2', 'GET /jobs?y=1'],
  ],
  [
    'examples of one name are sent together',
    { '/jobs': { get: { parameters: [query('x', { a: 1, b: 2 }), query('y', { a: 3, b: 4 })] } } },
    ['GET /jobs?x=1&y=3', 'GET /jobs?x=2&y=4'],
  ],
  [
    'the named examples of a parameter do not repeat a POST',
    {
      '/jobs': { post: { parameters: [query('v', { a: 1, b: 2, c: 3 })], requestBody: body({ job: [1] }) } },
    },
    ['POST /jobs [1]'],
  ],
  [
    'a POST of parameters alone is made once',
    { '/jobs': { post: { parameters: [query('v', { a: 1, b: 2 })] } } },
    ['POST /jobs?v=1'],
  ],
  [
    'each body of a POST is sent',
    { '/jobs': { post: { requestBody: body({ one: [1], two: [2], again: [1] }) } } },
    ['POST /jobs [1]', 'POST /jobs [2]'],
  ],
  [
    'a parameter of a POST whose name an answer has, too, is sent for it',
    {
      '/jobs': {
        post: { parameters: [query('v', { a: 1, b: 2 })], responses: { 200: body({ a: {}, b: {} }) } },
      },
    },
    ['POST /jobs?v=1', 'POST /jobs?v=2'],
  ],
  [
    'two operations that send the same send it once',
    {
      '/users/me': { get: {} },
      '/users/{id}': { get: { parameters: [{ name: 'id', in: 'path', example: 'me' }] } },
    },
    ['GET /users/me'],
  ],
]

for (const [title, paths, sent] of cases) {
  test(title, async t => assert.deepEqual(await sentTo(t, paths), sent))
}

test('of several examples of one request, those that an answer has say what is right', async t => {
  const parameters = [query('id', { any: 1, here: 1 }, { required: true })]
  const paths = { '/x': { get: { parameters, responses: { 200: body({ here: { a: 1 } }), 404: {} } } } }
  const { results } = await exchanged(t, paths, { answer: { a: 2 } })
  assert.deepEqual(
    results.map(({ verdict }) => verdict),
    ['wrong'],
  )
})

test('of examples that contradict each other about one request, any answer is right', async t => {
  const parameters = [query('id', { here: 1, there: 1 }, { required: true })]
  const responses = { 200: body({ here: { a: 1 }, there: { a: 2 } }) }
  assert.deepEqual(await sentTo(t, { '/x': { get: { parameters, responses } } }, { answer: { a: 3 } }), [
    'GET /x?id=1',
  ])
})

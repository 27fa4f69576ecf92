import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Call } from '../../../client/call.ts'
import { ask } from '../../../client/run/ask.ts'
import { refuseCatchAll } from '../../../client/run/catch-all.ts'
import { openServer } from '../../../client/run/server.ts'
import { type Route, serveRoutes } from '../lecture-server.ts'
import { answer } from '../run-lecture.ts'

const schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }
const call: Call = {
  name: 'the name',
  method: 'GET',
  path: '/of/name',
  expect: { status: [200], schema, filledIn: ['/name'], unlike: '/of/nonesuch' },
}

/** What becomes of the answer to a call, if the path that is no endpoint is answered so. */
async function judged(t: TestContext, own: Route, other: Route, rest: Partial<Call> = {}) {
  let asked = 0
  const counted: Route = (...request) => {
    asked += 1
    return other(...request)
  }
  const baseUrl = await serveRoutes(t, { 'GET /of/name': own, 'GET /of/nonesuch': counted })
  const server = openServer({ baseUrl, notes: [] }, { timeout: 10 })
  const result = await ask(server, { ...call, ...rest })
  const told = await refuseCatchAll(server, result)
  return { ...told, asked, isSame: told === result }
}

const echo: Route = ({ url = '' }) => ({ name: url.split('/').at(-1) })
const ada: Route = () => ({ name: 'Ada' })
const at: Route = () => ({ name: 'Ada', at: Math.random() })

test('an answer that any path gets is wrong, and says which path got it, and what to write', async t => {
  const { problems, hint, verdict, word } = await judged(t, echo, echo)
  assert.deepEqual([verdict, word], ['wrong', 'wrong'])
  assert.equal(
    problems[0],
    'a route for any path: GET /of/nonesuch is answered, too, by {"name":"nonesuch"}; write a route /of/name',
  )
  assert.equal(hint, 'In Flask, @app.route("/of/name") and not @app.route("/<name>").')
  const optional = await judged(t, echo, echo, { optional: true })
  assert.deepEqual([optional.verdict, optional.word], ['optional', 'wrong'])
})

test('what is wrong with it besides is told behind that', async t => {
  const { problems } = await judged(
    t,
    () => ({ name: 'TODO' }),
    () => ({ name: 'TODO' }),
  )
  assert.match(problems[0] ?? '', /^a route for any path/)
  assert.match(problems[1] ?? '', /^name is a placeholder/)
})

const alike: [what: string, own: Route, other: Route, rest?: Partial<Call>][] = [
  ['the same', ada, ada],
  ['the same but for a field of which nothing is said', at, at],
  [
    'the same but for the words of its path in another case',
    () => ({ name: 'NAME' }),
    () => ({ name: 'NoneSuch' }),
  ],
  ['null', () => null, () => null, { expect: { unlike: '/of/nonesuch' } }],
  ['the same text', answer(200, {}, 'hi'), answer(200, {}, 'hi'), { expect: { unlike: '/of/nonesuch' } }],
  [
    'the same list but for the words of its path',
    () => ['name'],
    () => ['nonesuch'],
    { expect: { unlike: '/of/nonesuch' } },
  ],
]

for (const [what, own, other, rest] of alike) {
  test(`an answer is that of any path if both are ${what}`, async t => {
    assert.match((await judged(t, own, other, rest)).problems[0] ?? '', /^a route for any path/)
  })
}

const different: [what: string, own: Route, other: Route, rest?: Partial<Call>][] = [
  ['another name', ada, () => ({ name: 'Bob' })],
  ['other fields', ada, at],
  ['another success', ada, answer(201, {}, '{"name":"Ada"}')],
  [
    'one field of two',
    () => ({ name: 'Ada', id: 1 }),
    () => ({ name: 'Ada', id: 2 }),
    { expect: { unlike: '/of/nonesuch' } },
  ],
  ['another status', ada, answer(404, {}, '{"name":"Ada"}')],
  ['no name', ada, () => ({ id: 1 })],
  ['no object', ada, () => ['Ada']],
  ['a page', ada, answer(200, {}, '<h1>Oops</h1>')],
  ['another text', answer(200, {}, 'hi'), answer(200, {}, 'ho'), { expect: { unlike: '/of/nonesuch' } }],
  ['no answer', ada, request => void request.socket.destroy()],
  [
    'another field of a schema that says nothing of it',
    () => ({ name: 'Ada' }),
    () => ({ name: 'Bob' }),
    { expect: { schema: { required: ['name'] }, unlike: '/of/nonesuch' } },
  ],
]

for (const [what, own, other, rest] of different) {
  test(`an answer stays right if the other path has ${what}`, async t => {
    const { verdict, isSame, asked } = await judged(t, own, other, rest)
    assert.deepEqual([verdict, isSame, asked], ['ok', true, 1])
  })
}

test('fields of the expected value alone are compared, where there is one', async t => {
  const counting: Route = () => ({ name: 'Ada', at: Math.random() })
  const expect = { value: { name: 'Ada' }, unlike: '/of/nonesuch' }
  assert.match((await judged(t, counting, counting, { expect })).problems[0] ?? '', /^a route for any path/)
})

test('nothing is asked besides, where no other path is named, or the answer has another status', async t => {
  const { isSame, asked } = await judged(t, ada, ada, { expect: {} })
  assert.deepEqual([isSame, asked], [true, 0])
  const failed = await judged(t, answer(500, {}, 'x'), ada)
  assert.deepEqual([failed.isSame, failed.asked], [true, 0])
})

test('the words of a path are known in the answer whatever their case, and without their percent-encoding', async t => {
  const echoAll: Route = ({ url = '' }) => ({ name: decodeURIComponent(url.split('/').at(-1) ?? '') })
  const baseUrl = await serveRoutes(t, { 'GET /of/*': echoAll })
  const server = openServer({ baseUrl, notes: [] }, { timeout: 10 })
  for (const word of ['Ada', 'Ada%20Lovelace', 'a%22b', '$&']) {
    const result = await refuseCatchAll(server, await ask(server, { ...call, path: `/of/${word}` }))
    assert.match(result.problems[0] ?? '', /^a route for any path/, word)
  }
})

import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import type { Call, Result } from '../../../client/call.ts'
import { lectureCalls } from '../../../client/plan/lecture.ts'
import { noteOf, uncheckedRemark } from '../../../client/run/note.ts'
import { type Route, serveLecture } from '../lecture-server.ts'
import { result } from '../report/results.ts'
import { answer, runAt } from '../run-lecture.ts'
import { listen, serve } from '../servers.ts'

const required = lectureCalls.filter(call => !call.optional)

/** The note of a server with some of the lecture's routes replaced. */
async function note(t: TestContext, routes: Record<string, Route>, timeout?: number): Promise<string> {
  return noteOf(await runAt(await serveLecture(t, routes), timeout, required)).note
}

const first = 'POST /distance, sent {"a":[2,4],"b":[5,6]}: '

test('a note names the endpoint first, and what was sent to it', async t => {
  assert.match(await note(t, { 'GET /name': () => ['Ada'] }), /^GET \/name: the answer is a list, not object/)
  assert.match(await note(t, { 'GET /hello/*': () => ({}) }), /^GET \/hello\/<name>: message is missing/)
  assert.ok((await note(t, { 'POST /distance': () => 1 })).startsWith(`${first}the answer is a number`))
})

test('an endpoint that does not answer is named, if others do', async t => {
  const closing: Route = request => void request.socket.destroy()
  const closed = await note(t, { 'POST /distance': closing })
  assert.match(closed, /^POST \/distance, sent \{.*\}: connection closed without an answer by /)
  const silent = await note(t, { 'POST /distance': () => undefined }, 1)
  assert.match(silent, /^POST \/distance, sent \{.*\}: connected to .*, but no answer within 1 s$/)
})

test('a host that does not answer at all is named, and no endpoint', async t => {
  const port = await listen(
    t,
    createServer(socket => socket.destroy()),
  )
  const results = await runAt(`http://127.0.0.1:${port}`)
  assert.equal(noteOf(results).note, `connection closed without an answer by 127.0.0.1:${port}`)
})

test('what was sent is left out where no handler has read it', async t => {
  const refusal = answer(405, { allow: 'GET' }, '')
  assert.equal(
    await note(t, { 'POST /distance': refusal }),
    'POST /distance: the route exists, but only for GET',
  )
  assert.match(await note(t, { 'GET /name': answer(401, {}, '') }), /^GET \/name: the server wants cred/)
})

test('an endpoint that the problem names is not named twice', async t => {
  const missing = answer(404, {}, '')
  assert.equal(await note(t, { 'POST /distance': missing }), 'the server has no route POST /distance')
})

/** The note of one wrong call. */
function noteOn(call: Partial<Call>): string {
  const wrong: Result = result(call, { verdict: 'wrong', word: 'wrong', problems: ['expected 1, got 2'] })
  return noteOf([wrong]).note
}

test('a query is named with its path, and a path as its template', () => {
  assert.equal(noteOn({ path: '/sum?a=1%2C2' }), 'GET /sum?a=1,2: expected 1, got 2')
  const name = 'GET /todos/{id}'
  assert.equal(noteOn({ name, path: '/todos/7' }), 'GET /todos/{id}: expected 1, got 2')
})

test('an endpoint of a contract is named by its path, whatever its column is called', () => {
  const call = { name: 'milk', method: 'POST', path: '/todos', json: {} }
  assert.equal(noteOn(call), 'POST /todos, sent {}: expected 1, got 2')
})

test('a long body leaves room for what is wrong', () => {
  const text = noteOn({ method: 'POST', path: '/todos', json: { title: 'x'.repeat(500) } })
  assert.match(text, /^POST \/todos, sent \{"title":"x+…: expected 1, got 2$/)
  assert.ok(text.length < 130)
})

test('broken HTTP leads to the second value that a handler returns', async t => {
  for (const status of ['0 John McCarthy', '5 UNKNOWN']) {
    const broken: Route = ({ socket }) => void socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`)
    const text = await note(t, { 'GET /hello/*': broken })
    assert.match(
      text,
      /^GET \/hello\/<name>: .* broken HTTP: .*does it return two values\? In Flask, the second one is the status$/,
    )
  }
})

test('an answer of another kind than an object is told with the shape that is wanted', async t => {
  for (const value of [['Ada'], 'Ada', null]) {
    assert.match(
      await note(t, { 'GET /name': answer(200, {}, JSON.stringify(value)) }),
      /; wanted \{"name":"…"\}$/,
    )
  }
})

test('of a long value, its fields are the shape that is wanted', async t => {
  const baseUrl = await serve(t, (_, response) => void response.end(''))
  const value = { title: 'x'.repeat(90), tags: ['a'], by: { name: 'Ada' } }
  const call = { name: 'GET /a', method: 'GET', path: '/a', expect: { value } }
  assert.equal(
    noteOf(await runAt(baseUrl, 10, [call])).note,
    'GET /a: the body is empty instead of JSON; wanted {"title":"…","tags":[…],"by":{…}}',
  )
})

/** A result of GET /path, with what is wrong with it. */
function each(path: string, verdict: Result['verdict'], problem = '', status = 200): Result {
  const problems = problem === '' ? [] : [problem]
  return result({ path }, { verdict, word: verdict, problems }, [status, '', ''])
}

const unanswered = ({ answer: _, ...rest }: Result): Result => rest
const ok = each('/ok', 'ok')
const noRoute = (path: string) => each(path, 'wrong', `the server has no route GET ${path}`, 404)

const notes: [what: string, results: Result[], note: string, more?: number][] = [
  ['nothing is wrong', [ok, each('/a', 'optional', 'x')], ''],
  ['nothing was checked', [each('/a', 'optional', 'x')], 'nothing was checked'],
  ['what there is was skipped', [each('/a', 'skipped', 'why')], 'nothing was checked: GET /a (why)'],
  ['one is wrong', [ok, each('/a', 'wrong', 'x')], 'GET /a: x', 0],
  [
    'several are wrong, some of them twice',
    [each('/a', 'wrong', 'x'), each('/b', 'wrong', 'y'), each('/a', 'wrong', 'z')],
    'GET /a: x',
    1,
  ],
  ['one has no route', [noRoute('/a'), noRoute('/a')], 'the server has no route GET /a', 0],
  [
    'none has a route',
    [noRoute('/a'), noRoute('/b')],
    'the server has none of the routes: is it the right one, on this port?',
  ],
  [
    'none has a route, and nothing more is known',
    [each('/a', 'wrong', '', 404), each('/b', 'wrong', '', 404)],
    'the server has none of the routes: is it the right one, on this port?',
  ],
  [
    'one has no route, and one does not answer',
    [noRoute('/a'), unanswered(each('/b', 'unreachable', 'closed'))],
    'the server has no route GET /a',
    1,
  ],
  ['some have no route', [noRoute('/a'), noRoute('/b'), ok], 'the server has no route GET /a', 1],
  [
    'one has its route behind a slash',
    [each('/a', 'wrong', 'the server has no route GET /a, but /a/ works', 404), noRoute('/b')],
    'the server has no route GET /a, but /a/ works',
    1,
  ],
  ['nothing answers', [unanswered(each('/a', 'unreachable', 'refused'))], 'refused', 0],
  ['one does not answer', [ok, unanswered(each('/a', 'unreachable', 'closed'))], 'GET /a: closed', 0],
  [
    'a redirect is told by its endpoint',
    [each('/a', 'wrong', 'a redirect from GET /a to /a/ made', 405)],
    'a redirect from GET /a to /a/ made',
    0,
  ],
]

for (const [what, results, note, more] of notes) {
  test(`where ${what}, the note is: ${note || 'none'}`, () => {
    assert.deepEqual(noteOf(results), { note, ...(more !== undefined && { more }) })
  })
}

for (const status of [400, 401, 403, 404, 405]) {
  test(`what was sent is ${[401, 404, 405].includes(status) ? 'not ' : ''}told of a ${status}`, () => {
    const rest: Partial<Result> = { verdict: 'wrong', problems: ['x'] }
    const { note } = noteOf([result({ method: 'POST', path: '/a', json: 1 }, rest, [status, '', ''])])
    assert.equal(note, [401, 404, 405].includes(status) ? 'POST /a: x' : 'POST /a, sent 1: x')
  })
}

test('of a host that passes, the first endpoint that was not checked is told, and how many others', () => {
  assert.equal(uncheckedRemark([ok]), undefined)
  const credentials = each('/a', 'skipped', 'wants credentials (bearer): --bearer TOKEN')
  assert.equal(uncheckedRemark([ok, credentials, credentials]), 'not checked: GET /a (needs credentials)')
  const long = each(`/${'b'.repeat(50)}`, 'skipped', 'x'.repeat(100))
  assert.equal(
    uncheckedRemark([long, credentials, each('/c', 'skipped')]),
    `not checked: GET /${'b'.repeat(34)}… (${'x'.repeat(79)}…) (+2 more)`,
  )
})

import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import type { Call, Expectation, Result } from '../../../client/call.ts'
import { lectureCalls } from '../../../client/plan/lecture.ts'
import { RequestException } from '../../../client/requests.ts'
import { newCourse, type RunOptions, run, unreachableResults } from '../../../client/run/run.ts'
import { openServer } from '../../../client/run/server.ts'
import { freePort } from '../../cluster/wait.ts'
import { type Route, serveLecture, serveRoutes } from '../lecture-server.ts'
import { serveBytes } from '../requests/strange-servers.ts'
import { answer, runAt, runLecture, runRaw, words, wrong } from '../run-lecture.ts'
import { unreadable } from '../unreadable.ts'

test('a server with the three routes is right in every call, and may go without GET /', async t => {
  const results = await runLecture(t, {})
  assert.deepEqual(
    results.map(({ verdict }) => verdict),
    ['optional', 'ok', 'ok', 'ok', 'ok'],
  )
})

test('where nothing listens, the first call is refused and the others are not made', async () => {
  const results = await runAt(`http://127.0.0.1:${await freePort()}`)
  assert.deepEqual(words(results), ['refused', '-', '-'])
  assert.deepEqual(results[1]?.problems, ['host unreachable'])
})

test('a connection that is closed without an answer ends as a report, as behind a published port of a container', async t => {
  const results = await runRaw(t, socket => socket.destroy())
  assert.deepEqual(words(results), ['closed', '-', '-'])
})

test('a connection that closes after an answer costs its own call alone, for perhaps one of several workers died', async t => {
  const closing: Route = request => request.socket.destroy() && undefined
  const once = await runAt(await serveLecture(t, { 'GET /hello/*': closing }))
  assert.deepEqual(words(once), ['ok', 'closed', 'ok'])
  const twice = { 'GET /hello/*': closing, 'POST /distance': closing }
  assert.deepEqual(words(await runAt(await serveLecture(t, twice), 10, lectureCalls.slice(1))), [
    'ok',
    'closed',
    'closed',
    '-',
  ])
})

test('a server that does not answer costs one timeout', async t => {
  const results = await runRaw(t, () => {}, 0.3)
  assert.deepEqual(words(results), ['timeout', '-', '-'])
})

const stubborn: [
  title: string,
  route: Route,
  problem: RegExp,
  word: string,
  rest: string,
  timeout?: number,
][] = [
  [
    'an answer that is cut off is wrong, and the next call is made',
    (_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"name":')
      setTimeout(() => response.destroy(), 20)
    },
    /cut off/,
    'wrong',
    'ok',
  ],
  ['an endless body ends at a mebibyte', endlessBody, /longer than 1048576 bytes/, 'wrong', 'ok'],
  [
    'a body that drips ends with the timeout, and so does the host',
    dripping,
    /not complete within/,
    'timeout',
    '-',
    2,
  ],
  [
    'a redirect to itself is wrong, and the next call is made',
    (_request, response) => response.writeHead(302, { location: '/name' }).end() && undefined,
    /redirect/,
    'wrong',
    'ok',
  ],
]

for (const [title, route, problem, word, rest, timeout] of stubborn) {
  test(title, async t => {
    const results = await runAt(await serveLecture(t, { 'GET /name': route }), timeout)
    assert.match(results[0]?.problems[0] ?? '', problem)
    assert.deepEqual(words(results), [word, rest, rest])
  })
}

function endlessBody(_request: IncomingMessage, response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(65_536)));
  }
  response.on('drain', more)
  more()
}

function dripping(_request: IncomingMessage, response: ServerResponse): void {
  const drip = setInterval(() => response.write('x'), 100)
  response.on('close', () => clearInterval(drip))
}

test('a route that only works with a slash at its end is told', async t => {
  const results = await runLecture(t, {
    'GET /name': answer(404, {}, ''),
    'GET /name/': () => ({ name: 'Ada' }),
  })
  assert.match(wrong(results).problems[0] ?? '', /but \/name\/ works$/)
})

test('a redirect to the slash at the end is followed, as Flask answers it', async t => {
  const moved = answer(308, { location: '/name/' }, '')
  const results = await runLecture(t, { 'GET /name': moved, 'GET /name/': () => ({ name: 'Ada' }) })
  assert.equal(results[1]?.verdict, 'ok')
})

test('a schema that describes too much is noted of its call, and the next one is made', async t => {
  const baseUrl = await serveRoutes(t, { 'GET /a': () => ({}) })
  const results = await runAt(baseUrl, 10, [unreadable, unreadable])
  assert.deepEqual(words(results), ['ok', 'ok'])
  assert.match(results[1]?.notes?.[0] ?? '', /the schema of the answer cannot be checked/)
})

const get = (path: string, rest: Partial<Call> = {}): Call => ({
  name: `GET ${path}`,
  method: 'GET',
  path,
  ...rest,
})
const slash: Record<string, Route> = { 'GET /a/': () => 1, 'POST /a/': () => 1 }

const withoutHint: [what: string, call: Call, routes: Record<string, Route>][] = [
  ['no route with a slash is there either', get('/a'), {}],
  ['another status is the fault', get('/a'), { ...slash, 'GET /a': answer(500, {}, 'x') }],
  ['a 404 is right', get('/a', { expect: { status: [404] } }), slash],
  ['a 404 is documented', get('/a', { expect: { status: [200], documented: [404] } }), slash],
  ['the call changes something', get('/a', { method: 'POST' }), slash],
  ['it has a slash already', get('/b/'), { 'GET /b//': () => 1 }],
  ['it has a query', get('/a?b=1'), { 'GET /a?b=1/': () => 1 }],
]

for (const [what, call, routes] of withoutHint) {
  test(`a slash at the end of a route is not told of where ${what}`, async t => {
    const [result] = await runAt(await serveRoutes(t, routes), 10, [call])
    assert.doesNotMatch(result?.problems.join() ?? '', /works/)
  })
}

test('a slash at the end of a route is told by the route as it is written, with what to do', async t => {
  const [result] = await runAt(await serveRoutes(t, slash), 10, [get('/a', { route: '/<name>' })])
  assert.deepEqual(result?.problems, ['the server has no route GET /<name>, but /<name>/ works'])
  assert.equal(result?.hint, 'Take the slash off the end of the route.')
})

/** Runs calls with some options against a server whose answers say which call they are for. */
async function runWith(
  t: TestContext,
  calls: Call[],
  options: RunOptions = {},
  routes: Record<string, Route> = {},
) {
  const asked: string[] = []
  const listed =
    (route: Route): Route =>
    (request, ...rest) => {
      asked.push(`${request.method} ${request.url}`)
      return route(request, ...rest)
    }
  const made: Record<string, Route> = {
    'POST /notes': () => ({ id: asked.length }),
    'GET /notes/*': ({ url }) => ({ url }),
    'GET /name': () => ({ name: 'Ada' }),
    'GET /nonesuch': () => ({ name: 'Ada' }),
    ...routes,
  }
  const all = Object.fromEntries(Object.entries(made).map(([name, route]) => [name, listed(route)]))
  const baseUrl = await serveRoutes(t, all)
  return { results: await run(openServer({ baseUrl, notes: [] }, { timeout: 10 }), calls, options), asked }
}

const id = '$response.body#/id'
const add: Call = { name: 'POST /notes', method: 'POST', path: '/notes', json: {} }
const read = get('/notes/{id}', { needs: [{ call: 'POST /notes', value: id, into: '$request.path.id' }] })

test('a call gets its values from the first of the calls before it', async t => {
  const { asked } = await runWith(t, [add, add, read])
  assert.deepEqual(asked, ['POST /notes', 'POST /notes', 'GET /notes/1'])
})

test('an answer for which there is no room is not kept', async t => {
  const { results } = await runWith(t, [add, read], { room: 5 })
  assert.match(results[1]?.problems[0] ?? '', /was not kept/)
})

test('what a right answer must supply, it need not where it is not asked for, or nobody takes it', async t => {
  const lacking = { ...add, name: 'POST /notes' }
  const routes = { 'POST /notes': () => ({}) }
  const verdicts = async (calls: Call[], options: RunOptions) =>
    (await runWith(t, calls, options, routes)).results.map(({ verdict }) => verdict)
  assert.deepEqual(await verdicts([lacking, read], { mustSupply: true }), ['wrong', 'skipped'])
  assert.deepEqual(await verdicts([lacking, read], {}), ['ok', 'skipped'])
  assert.deepEqual(await verdicts([lacking, { ...read, skip: 'x' }], { mustSupply: true }), ['ok', 'skipped'])
  assert.deepEqual(await verdicts([lacking, { ...read, optional: true }], { mustSupply: true }), [
    'ok',
    'skipped',
  ])
  assert.deepEqual(await verdicts([read, lacking], { mustSupply: true }), ['skipped', 'ok'])
})

test('a path that is no endpoint is asked for once, and not in each of several rounds', async t => {
  const name = get('/name', { expect: { value: { name: 'Ada' }, unlike: '/nonesuch' } })
  assert.deepEqual((await runWith(t, [name])).asked, ['GET /name', 'GET /nonesuch'])
  assert.deepEqual((await runWith(t, [name], { isRepeated: true })).asked, ['GET /name'])
})

test('each result is told before the next call is made, and kept as it is wanted', async t => {
  const told: string[] = []
  const onResult = async ({ call }: Result) => {
    await new Promise(resolve => setTimeout(resolve, 5))
    told.push(call.name)
  }
  const keep = ({ answer: _, ...rest }: Result): Result => rest
  const tellingName: Route = () => told.length
  const { results, asked } = await runWith(
    t,
    [add, get('/name')],
    { onResult, keep },
    { 'GET /name': tellingName },
  )
  assert.deepEqual(told, ['POST /notes', 'GET /name'])
  assert.equal(asked.length, 2)
  assert.deepEqual(
    results.map(({ answer }) => answer),
    [undefined, undefined],
  )
})

test('a call that gets no answer ends the run for all that share its course', async t => {
  const course = newCourse()
  await run(
    openServer({ baseUrl: `http://127.0.0.1:${await freePort()}`, notes: [] }, { timeout: 10 }),
    [add],
    { course },
  )
  const { results, asked } = await runWith(t, [add], { course })
  assert.deepEqual([results[0]?.problems, asked], [['host unreachable'], []])
})

test('of a server that is not there before any call, the first call says why', () => {
  const error = new RequestException('no such host', { code: 'ENOTFOUND' })
  const results = unreachableResults([add, read], error)
  assert.deepEqual(words(results), ['no host', '-'])
  assert.deepEqual(
    results.map(({ problems }) => problems),
    [['no such host'], ['host unreachable']],
  )
  assert.deepEqual(
    results.map(({ ms }) => ms),
    [0, 0],
  )
})

test('below a base path, a Location without it or with it gives its part', async t => {
  for (const location of ['/app/notes/7', '/notes/7']) {
    const baseUrl = await serveRoutes(t, {
      'POST /app/notes': answer(201, { location }, '{}'),
      'GET /app/notes/7': () => 1,
    })
    const taking = {
      ...read,
      needs: [{ call: 'POST /notes', value: '$response.header.location', into: '$request.path.id' }],
    }
    assert.deepEqual(words(await runAt(`${baseUrl}/app`, 10, [add, taking])), ['ok', 'ok'])
  }
})

test('--safe sends only GET and HEAD', async t => {
  const server = openServer({ baseUrl: await serveLecture(t), notes: [] }, { timeout: 10, safe: true })
  const calls = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'].map(method => ({
    name: method,
    method,
    path: '/name',
  }))
  const reasons = (await run(server, calls)).map(
    ({ verdict, problems }) => verdict === 'skipped' && problems[0],
  )
  const skipped = '--safe sends only GET and HEAD'
  assert.deepEqual(reasons, [false, false, skipped, skipped, skipped])
})

test('a skipped call before it makes no dead server of a connection that closes after an answer', async t => {
  const closing: Route = request => request.socket.destroy() && undefined
  const baseUrl = await serveLecture(t, { 'GET /closing': closing })
  const calls = [get('/name'), { ...get('/a'), json: 1 }, get('/closing'), get('/name')]
  assert.deepEqual(words(await runAt(baseUrl, 10, calls)), ['ok', '-', 'closed', 'ok'])
})

test('an answer in broken HTTP ends the run only if nothing was answered before', async t => {
  const broken = await serveBytes(t, 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n')
  assert.deepEqual(words(await runAt(broken, 10, [get('/'), get('/')])), ['failed', '-'])
  const some = await serveLecture(t, {
    'GET /broken': request => request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n') && undefined,
  })
  const calls = [get('/name'), get('/broken'), get('/name')]
  assert.deepEqual(words(await runAt(some, 10, calls)), ['ok', 'failed', 'ok'])
})

const silences: [expect: Expectation | undefined, words: string[]][] = [
  [undefined, ['ok', 'timeout', '-']],
  [{ json: true }, ['ok', 'timeout', '-']],
  [{ types: ['application/json'] }, ['ok', 'timeout', '-']],
  [{ types: ['application/json', 'text/event-stream'] }, ['ok', 'timeout', 'ok']],
]

for (const [expect, expected] of silences) {
  test(`after an answer, silence where ${JSON.stringify(expect)} is expected ${expected[2] === 'ok' ? 'costs its own call alone' : 'ends the run'}`, async t => {
    const baseUrl = await serveLecture(t, { 'GET /silent': () => undefined })
    const calls = [get('/name'), get('/silent', expect && { expect }), get('/name')]
    assert.deepEqual(words(await runAt(baseUrl, 0.5, calls)), expected)
  })
}

test('silence before any answer ends the run, whatever is expected', async t => {
  const results = await runRaw(t, () => {}, 0.3, [
    get('/', { expect: { types: ['text/event-stream'] } }),
    get('/'),
  ])
  assert.deepEqual(words(results), ['timeout', '-'])
})

import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import type { Call, Result } from '../../../client/call.ts'
import { lectureCalls } from '../../../client/plan/lecture.ts'
import { run } from '../../../client/run/run.ts'
import { openServer } from '../../../client/run/server.ts'
import { type Route, serveLecture } from '../lecture-server.ts'

/** Runs the lecture's calls against a server with some routes replaced. */
async function runLecture(t: TestContext, routes: Record<string, Route>): Promise<Result[]> {
  const server = openServer({ baseUrl: await serveLecture(t, routes), notes: [] }, { timeout: 10 })
  return run(server, lectureCalls)
}

/** The first call that is wrong. */
function wrong(results: Result[]): Result {
  const result = results.find(({ verdict }) => verdict === 'wrong')
  assert.ok(result, 'no call is called wrong')
  return result
}

function answer(status: number, headers: Record<string, string>, body: string): Route {
  return (_request, response: ServerResponse) => {
    response.writeHead(status, headers).end(body)
  }
}

const html = { 'content-type': 'text/html' }
const debugPage = `<!doctype html>
<html lang=en><head><title>NameError: name &#39;sqrt&#39; is not defined
 // Werkzeug Debugger</title></head><body>…</body></html>
<!--

Traceback (most recent call last):
  File "/app/main.py", line 9, in distance
    d = sqrt(dx ** 2)
NameError: name 'sqrt' is not defined

-->
`

test('a server with the three routes is right in every call, and may go without GET /', async t => {
  const results = await runLecture(t, {})
  assert.deepEqual(
    results.map(({ verdict }) => verdict),
    ['optional', 'ok', 'ok', 'ok', 'ok'],
  )
})

const cases: [title: string, route: string, handler: Route, problem: RegExp, word: string, hint?: RegExp][] =
  [
    [
      'a greeting in other words is shown as expected and got',
      'GET /hello/Grace%20Hopper',
      () => ({ message: 'hello there, Grace Hopper' }),
      /^message: expected "Hello there, Grace Hopper", got "hello there, Grace Hopper"$/,
      'wrong',
    ],
    [
      'a distance that is hard-coded from the example is caught by the second call',
      'POST /distance',
      () => ({ distance: 3.605551275463989, a: [2, 4], b: [5, 6] }),
      /^distance: expected 5, got 3.605551275463989$/,
      'wrong',
    ],
    [
      'a name that is no string is wrong by its schema',
      'GET /name',
      () => ({ name: ['Ada'] }),
      /^name is a list, not string: \["Ada"\]$/,
      'wrong',
    ],
    [
      'text instead of JSON is quoted',
      'GET /name',
      answer(200, {}, 'hello, Ada\n'),
      /^not JSON: "hello, Ada"$/,
      'wrong',
      /jsonify/,
    ],
    [
      'an empty body is told',
      'GET /name',
      answer(200, {}, ''),
      /^the body is empty instead of JSON$/,
      'wrong',
      /jsonify/,
    ],
    [
      'NaN is no JSON',
      'POST /distance',
      answer(200, {}, '{"distance": NaN}'),
      /^not JSON/,
      'wrong',
      /JSON has no NaN/,
    ],
    [
      "Python's str() of a dict is recognised",
      'GET /name',
      answer(200, {}, "{'name': 'Ada'}"),
      /^not JSON/,
      'wrong',
      /Python's str/,
    ],
    [
      'a page instead of JSON is told by its title',
      'GET /name',
      answer(200, html, '<!DOCTYPE html><title>Welcome to nginx!</title>'),
      /^an HTML page instead of JSON: Welcome to nginx!$/,
      'wrong',
    ],
    [
      "of Werkzeug's debug page the traceback's last line is shown",
      'POST /distance',
      answer(500, html, debugPage),
      /^an HTML page instead of JSON: NameError: name 'sqrt' is not defined$/,
      '500',
      /server's log/,
    ],
    [
      "of Flask's plain error page the title is shown",
      'POST /distance',
      answer(500, html, '<!doctype html><html lang=en><title>500 Internal Server Error</title><h1>…</h1>'),
      /^an HTML page instead of JSON: 500 Internal Server Error$/,
      '500',
      /server's log/,
    ],
    [
      'a JSON error of the server is quoted',
      'POST /distance',
      answer(500, {}, '{"title":"Internal Server Error","detail":"see the log for request 7"}'),
      /^see the log for request 7$/,
      '500',
    ],
    [
      'a bad gateway is told from the server behind it',
      'GET /name',
      answer(502, html, '<html>'),
      /proxy/,
      '502',
    ],
    [
      'a route that is not there is named',
      'GET /name',
      answer(404, html, '<html>'),
      /^the server has no route GET \/name$/,
      '404',
      /spelled/,
    ],
    [
      'a route for another method is told by its Allow header',
      'POST /distance',
      answer(405, { allow: 'GET, HEAD, OPTIONS' }, ''),
      /^the route exists, but only for GET$/,
      '405',
      /methods=\["POST"\]/,
    ],
    [
      "a refused body comes with the server's words",
      'POST /distance',
      answer(400, html, '<!doctype html><title>400 Bad Request</title><p>Failed to decode JSON object</p>'),
      /^the server says: Failed to decode JSON object$/,
      '400',
      /application\/json/,
    ],
    [
      'credentials that are asked for are told',
      'GET /name',
      answer(401, {}, ''),
      /wants credentials/,
      '401',
      /user:password@/,
    ],
    [
      'the AirPlay Receiver of macOS is recognised',
      'GET /name',
      answer(403, { server: 'AirTunes/595.13.1' }, ''),
      /AirPlay Receiver/,
      '403',
      /another port/,
    ],
    [
      'plain HTTP to a port for https is recognised by what nginx answers',
      'GET /name',
      answer(400, html, '<html><center>The plain HTTP request was sent to HTTPS port</center></html>'),
      /^this port speaks https$/,
      '400',
      /https:\/\//,
    ],
    [
      'a redirect to another server is not followed',
      'GET /name',
      answer(302, { location: 'http://127.0.0.1:9/name' }, ''),
      /^redirects to http:\/\/127.0.0.1:9\/name, which is another server: not followed$/,
      '302',
    ],
    [
      'another success than the expected one is told',
      'GET /name',
      answer(202, {}, '{}'),
      /^expected status 200, got 202 Accepted$/,
      'wrong',
    ],
  ]

for (const [title, route, handler, problem, word, hint] of cases) {
  test(title, async t => {
    const result = wrong(await runLecture(t, { [route]: handler }))
    assert.match(result.problems[0] ?? '', problem)
    assert.equal(result.word, word)
    if (hint !== undefined) assert.match(result.hint ?? '', hint)
  })
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

test('a page of a megabyte of open brackets is told as quickly as another', async t => {
  const results = await runLecture(t, { 'GET /name': answer(500, html, `<html>${'<'.repeat(1_000_000)}`) })
  assert.ok(wrong(results).ms < 30_000)
})

test('a 4xx answer to made-up input is skipped, and neither right nor wrong', async t => {
  const server = openServer({ baseUrl: await serveLecture(t), notes: [] }, { timeout: 10 })
  const call: Call = { name: 'GET /pets', method: 'GET', path: '/pets/1', invented: true }
  const [result] = await run(server, [call])
  assert.equal(result?.verdict, 'skipped')
  assert.match(result?.problems[0] ?? '', /no example/)
})

test('a 500 to made-up input is wrong all the same', async t => {
  const baseUrl = await serveLecture(t, { 'GET /pets/1': answer(500, {}, 'oops') })
  const call: Call = { name: 'GET /pets', method: 'GET', path: '/pets/1', invented: true }
  const [result] = await run(openServer({ baseUrl, notes: [] }, { timeout: 10 }), [call])
  assert.equal(result?.verdict, 'wrong')
})

import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { test } from 'node:test'
import { lectureCalls } from '../../../client/plan/lecture.ts'
import { freePort } from '../../cluster/wait.ts'
import { type Route, serveLecture } from '../lecture-server.ts'
import { answer, runAt, runLecture, runRaw, words, wrong } from '../run-lecture.ts'

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

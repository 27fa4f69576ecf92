import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import { type TestContext, test } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import type { Result } from '../../../client/call.ts'
import { lectureCalls } from '../../../client/plan/lecture.ts'
import { run } from '../../../client/run/run.ts'
import { openServer } from '../../../client/run/server.ts'
import { createCertificate } from '../certificate.ts'
import { freePort, type Route, serveLecture } from '../lecture-server.ts'
import { listen } from '../servers.ts'

const threeCalls = lectureCalls.slice(1, 4)

function runAt(baseUrl: string, timeout = 10, calls = threeCalls): Promise<Result[]> {
  return run(openServer({ baseUrl, notes: [] }, { timeout }), calls)
}

async function runRaw(t: TestContext, onConnection: Parameters<typeof createServer>[1], timeout?: number) {
  return runAt(`http://127.0.0.1:${await listen(t, createServer(onConnection as () => void))}`, timeout)
}

const words = (results: Result[]) => results.map(({ word }) => word)

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
  const once = await runAt(await serveLecture(t, { 'GET /hello/Grace%20Hopper': closing }))
  assert.deepEqual(words(once), ['ok', 'closed', 'ok'])
  const twice = { 'GET /hello/Grace%20Hopper': closing, 'POST /distance': closing }
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

test('https to a server of plain http is told', async t => {
  const plain = await serveLecture(t)
  const [result] = await runAt(plain.replace('http:', 'https:'))
  assert.equal(result?.word, 'tls')
  assert.match(result?.hint ?? '', /http:\/\//)
})

test('http to a server of https is told', async t => {
  const port = await listen(t, createTlsServer(createCertificate('localhost')))
  const [result] = await runAt(`http://127.0.0.1:${port}`)
  assert.equal(result?.verdict, 'unreachable')
  assert.match(`${result?.problems[0]} ${result?.hint}`, /https/)
})

test('an unknown host is told', async () => {
  assert.deepEqual(words(await runAt('http://vcm-0000.invalid:5000')), ['no host', '-', '-'])
})

test('what does not speak HTTP is quoted', async t => {
  const [result] = await runRaw(t, socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  assert.equal(result?.word, 'not http')
  assert.match(result?.problems[0] ?? '', /SSH-2\.0/)
})

const stubborn: [title: string, route: Route, problem: RegExp, word: string, rest: string][] = [
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
  ],
  [
    'a redirect to itself is wrong, and the next call is made',
    (_request, response) => response.writeHead(302, { location: '/name' }).end() && undefined,
    /redirect/,
    'wrong',
    'ok',
  ],
]

for (const [title, route, problem, word, rest] of stubborn) {
  test(title, async t => {
    const results = await runAt(await serveLecture(t, { 'GET /name': route }), 2)
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

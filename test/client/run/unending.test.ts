import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { type TestContext, test } from 'node:test'
import { callsOf } from '../../../client/plan/openapi.ts'
import { type Route, serveRoutes } from '../lecture-server.ts'
import { runAt } from '../run-lecture.ts'

/** Sends its headers, and then a piece of text again and again. */
function endless(type: string, piece = 'data: 1\n\n', status = 200): Route {
  return (_request, response: ServerResponse) => {
    response.writeHead(status, type === '' ? {} : { 'content-type': type }).flushHeaders()
    const more = setInterval(() => response.write(piece), 100)
    response.on('close', () => clearInterval(more))
  }
}

/** What comes of `GET /goes-on` with these documented answers, and of the call behind it. */
async function runEndless(
  t: TestContext,
  route: Route,
  responses: object,
  { timeout = 20, components = {} }: { timeout?: number; components?: object } = {},
) {
  let closed = false
  const watched: Route = (request, response, body) => {
    response.on('close', () => {
      closed = true
    })
    return route(request, response, body)
  }
  const baseUrl = await serveRoutes(t, { 'GET /goes-on': watched, 'GET /plain': () => closed })
  const plain = { 200: { content: { 'application/json': { schema: { const: true } } } } }
  const paths = { '/goes-on': { get: { responses } }, '/plain': { get: { responses: plain } } }
  const results = await runAt(baseUrl, timeout, callsOf({ openapi: '3.2.0', paths, components }))
  const [first, second] = results
  return { first, problem: first?.problems[0], verdicts: [first?.verdict, second?.verdict] }
}

const answering = (type: string, media: object = {}) => ({ 200: { content: { [type]: media } } })
const json = { schema: { type: 'object' } }

test('events are right by status and type, their connection is closed, and the next call is made', async t => {
  const { first, verdicts } = await runEndless(
    t,
    endless('text/event-stream; charset=utf-8'),
    answering('text/event-stream'),
  )
  assert.deepEqual(verdicts, ['ok', 'ok'])
  assert.match(first?.answer?.body ?? '', /^data: 1\n\n/)
})

test('a stream from which nothing comes but its headers is right', async t => {
  const silent: Route = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
  }
  assert.deepEqual((await runEndless(t, silent, answering('text/event-stream'))).verdicts, ['ok', 'ok'])
})

test('events where JSON may come as well are not read as JSON', async t => {
  const content = { 'application/json': json, 'text/event-stream': {} }
  const { verdicts } = await runEndless(t, endless('text/event-stream'), { 200: { content } })
  assert.deepEqual(verdicts, ['ok', 'ok'])
})

test('events in place of JSON are wrong, and the next call is made', async t => {
  const { problem, verdicts } = await runEndless(
    t,
    endless('text/event-stream'),
    answering('application/json', json),
  )
  assert.deepEqual(verdicts, ['wrong', 'ok'])
  assert.match(problem ?? '', /^not JSON: "data: 1/)
})

for (const [wanted, verdict] of [
  ['1', 'ok'],
  ['2', 'wrong'],
]) {
  test(`events of which each has the data 1 are ${verdict} where the document says ${wanted}`, async t => {
    const itemSchema = { $ref: '#/components/schemas/event' }
    const { first } = await runEndless(
      t,
      endless('text/event-stream'),
      answering('text/event-stream', { itemSchema }),
      { components: { schemas: { event: { properties: { data: { const: wanted } } } } } },
    )
    assert.equal(first?.verdict, verdict)
  })
}

test('an endless page in place of events is wrong by its type', async t => {
  const { problem, verdicts } = await runEndless(t, endless('text/html'), answering('text/event-stream'))
  assert.deepEqual(verdicts, ['wrong', 'ok'])
  assert.equal(problem, 'the answer is text/html, not text/event-stream')
})

test('a stream with a wrong status is wrong', async t => {
  const route = endless('text/event-stream', 'data: 1\n\n', 500)
  assert.deepEqual((await runEndless(t, route, answering('text/event-stream'))).verdicts, ['wrong', 'ok'])
})

for (const type of ['text/csv', 'application/x-ndjson', 'video/mp4', '']) {
  test(`an answer of ${type || 'no type'} without an end is right if nothing of its body is to be checked`, async t => {
    const { verdicts } = await runEndless(t, endless(type), { 200: {} })
    assert.deepEqual(verdicts, ['ok', 'ok'])
  })
}

test('a timeout shorter than the patience ends a stream, and not the run', async t => {
  const route = endless('text/event-stream')
  assert.deepEqual((await runEndless(t, route, answering('text/event-stream'), { timeout: 1.9 })).verdicts, [
    'ok',
    'ok',
  ])
})

test('a body that says its length is read to its end', async t => {
  const slow: Route = (_request, response) => {
    response.writeHead(200, { 'content-length': 4 }).write('ab')
    setTimeout(() => response.end('cd'), 2500)
  }
  const { first } = await runEndless(t, slow, { 200: {} })
  assert.equal(first?.answer?.body, 'abcd')
})

test('a redirect is followed although its own body has no end', async t => {
  const moving: Route = (_request, response) => {
    response.writeHead(302, { location: '/plain' }).write('x'.repeat(2_000_000))
  }
  assert.deepEqual((await runEndless(t, moving, { 200: {} })).verdicts, ['ok', 'ok'])
})

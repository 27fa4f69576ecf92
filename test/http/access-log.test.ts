import './quiet.ts'
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import express from 'express'
import supertest from 'supertest'
import { accessLog } from '../../src/http/access-log.ts'
import { type Reading, readMetrics } from '../../src/metrics.ts'
import { until } from '../cluster/wait.ts'
import { startLoggedApp } from './logged-app.ts'
import { exchange, requestBytes } from './socket.ts'

const [app, quietApp] = await Promise.all([startLoggedApp(2), startLoggedApp(1, { ACCESS_LOG: '0' })])
after(() => Promise.all([app.stop(), quietApp.stop()]))

/** The access-log line of a request, which is found by its id. */
async function lineOf(id: string, method: string, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.origin}${path}`, {
    method,
    headers: { 'X-Request-Id': id, ...headers },
  })
  await response.text()
  return app.line({ id, method })
}

test('a request is one line with method, path, route, status, ms, id and worker', async () => {
  const { entry } = await lineOf('whole', 'GET', '/hello/Ada')
  const { time, pid, worker, ms, ...rest } = entry
  assert.deepEqual(rest, {
    level: 'info',
    id: 'whole',
    method: 'GET',
    path: '/hello/Ada',
    route: '/hello/:name',
    status: 200,
  })
  assert.ok(worker === 1 || worker === 2)
  assert.equal(typeof pid, 'number')
  assert.equal(typeof ms, 'number')
  assert.ok(Date.parse(String(time)) > 0)
})

test('a request is said to have taken no longer than its caller has waited', async () => {
  const start = performance.now()
  const { entry } = await lineOf('timed', 'GET', '/hello/Ada')
  assert.match(String(entry.ms), /^\d+(\.\d{1,2})?$/)
  assert.ok(Number(entry.ms) <= performance.now() - start, String(entry.ms))
})

test('an app outside of a cluster counts its requests, too, and their time in seconds', async () => {
  const start = performance.now()
  const app = express()
    .use(accessLog())
    .get('/seconds', (_req, res) => void res.end())
  await supertest(app).get('/seconds').expect(200)
  const sum = await until('the request is counted', async () => {
    const values = (await readMetrics()).flatMap(metric => (metric as Reading).values)
    return values.find(
      ({ metricName, labels }) => metricName?.endsWith('_seconds_sum') && labels.route === '/seconds',
    )
  })
  assert.ok(sum.value <= (performance.now() - start) / 1000, String(sum.value))
})

test('the line has the status that went out', async () => {
  assert.equal((await lineOf('created', 'POST', '/things')).entry.status, 201)
  assert.equal((await lineOf('problem', 'GET', '/missing')).entry.status, 404)
})

test('a path that nobody knows has no route', async () => {
  const { entry } = await lineOf('unknown', 'GET', '/nope')
  assert.deepEqual([entry.status, entry.path, entry.route], [404, '/nope', undefined])
})

test('a wrong method has its line too', async () => {
  assert.equal((await lineOf('method', 'DELETE', '/note')).entry.status, 405)
})

test("a router of Express's own is logged by its pattern", async () => {
  assert.equal((await lineOf('photo', 'GET', '/photos/7')).entry.route, '/photos/:id')
})

test('a request without an id is logged by the id that it is answered with', async () => {
  const { headers } = await fetch(`${app.origin}/hello/x`)
  await app.line({ id: headers.get('x-request-id') })
})

test('a query, which may hold what nobody should read, is not logged', async () => {
  const { text } = await lineOf('query', 'GET', '/hello/x?token=secret')
  assert.doesNotMatch(text, /secret/)
})

const users: [token: string, id: string | number | undefined][] = [
  ['token-of-text', 'ada'],
  ['token-of-number', 7],
  ['token-of-list', undefined],
  ['token-of-object', undefined],
  ['token-of-nothing', undefined],
  ['token-itself', undefined],
]
for (const [token, id] of users) {
  test(`a request with the ${token} is logged with the user ${id}, and without the token`, async () => {
    const { text, entry } = await lineOf(token.replace('token', 'user'), 'GET', '/signed-in', {
      Authorization: `Bearer ${token}`,
    })
    assert.deepEqual([entry.status, entry.user], [200, id])
    assert.doesNotMatch(text, new RegExp(`hunter2|${token}`))
  })
}

test('a request with a key is logged with its user, and without the key', async () => {
  const { text, entry } = await lineOf('keyed', 'GET', '/keyed', { 'X-Api-Key': 'token-of-text' })
  assert.deepEqual([entry.status, entry.user], [200, 'ada'])
  assert.doesNotMatch(text, /token-of-text/)
})

test('a request of a user who may not do this is logged with the user', async () => {
  const { entry } = await lineOf('forbidden', 'GET', '/admin', { Authorization: 'Bearer token-of-text' })
  assert.deepEqual([entry.status, entry.user], [403, 'ada'])
})

test('a request that a guard refuses is logged without a user, and without what it sent', async () => {
  const { text, entry } = await lineOf('refused', 'GET', '/signed-in', { Authorization: 'Bearer hunter2' })
  assert.deepEqual([entry.status, entry.route, 'user' in entry], [401, '/signed-in', false])
  assert.doesNotMatch(text, /hunter2/)
})

test('the log says at which line a handler has set a header that HTTP cannot send', async () => {
  assert.equal((await lineOf('unsendable', 'GET', '/unsendable')).entry.status, 500)
  const { entry } = await app.line({ id: 'unsendable', level: 'error' })
  const { message, stack } = entry.err as { message: string; stack: string }
  assert.match(message, /Invalid character in header content \["Location"\]/)
  assert.match(stack, /settingHandler/)
})

test('a path of 12,000 characters makes one line of less than 4,096 bytes', async () => {
  const { text, entry } = await lineOf('long', 'GET', `/hello/${'%C3%A9'.repeat(2000)}`)
  assert.ok(Buffer.byteLength(`${text}\n`) < 4096)
  assert.equal(entry.status, 200)
})

for (const target of ['/%1B[31m%0Ahi', '/a"b\\c', '/%00']) {
  test(`${target} is logged as it came and cannot break out of its line`, async () => {
    const id = `odd-${target.length}`
    await exchange(app.port, requestBytes('GET', target, { 'X-Request-Id': id }))
    const { text, entry } = await app.line({ id })
    assert.equal(entry.path, target)
    assert.doesNotMatch(text, /[\u0000-\u001f\u007f-\u009f]/)
  })
}

test('a caller that hangs up is logged as 499, and its error is none of ours', async () => {
  const socket = connect(app.port, '127.0.0.1')
  socket.write(requestBytes('GET', '/hang', { 'X-Request-Id': 'gone' }))
  await app.line({ id: 'gone', msg: 'hanging' })
  socket.destroy()
  const { entry } = await app.line({ id: 'gone', method: 'GET' })
  assert.equal(entry.status, 499)
  const failed = await app.line({ id: 'gone', msg: 'GET /hang failed' })
  assert.equal(failed.entry.level, 'info')
})

test("a handler's own lines carry the id of its request", async () => {
  await lineOf('noted', 'GET', '/note')
  const { entry } = await app.line({ id: 'noted', msg: 'noted' })
  assert.equal(entry.patient, 7)
})

test('however long its message and large its fields, an error is one line of less than 4,096 bytes', async () => {
  await lineOf('huge', 'GET', '/fail')
  const { text } = await app.line({ id: 'huge', level: 'error' })
  assert.ok(Buffer.byteLength(`${text}\n`) < 4096)
})

test('the log says what was wrong with an answer that returns refuses, under the same id', async () => {
  const response = await fetch(`${app.origin}/wrong`, { headers: { 'X-Request-Id': 'wrong' } })
  assert.equal(((await response.json()) as { requestId: string }).requestId, 'wrong')
  const { entry } = await app.line({ id: 'wrong', level: 'error' })
  const { message, stack } = entry.err as { message: string; stack: string }
  assert.match(
    message,
    /^wrong \(GET \/wrong, test\/http\/fixtures\/logged-app\.ts:\d+\) gave an answer that its returns refuses: answer\.n is missing, expected number$/,
  )
  assert.equal(stack, `Error: ${message}`)
})

test('the log says of a handler that returned nothing what is probably missing', async () => {
  await lineOf('nothing', 'GET', '/nothing')
  const { entry } = await app.line({ id: 'nothing', level: 'error' })
  assert.match(
    (entry.err as Error).message,
    /^nothing \(GET \/nothing, .*\) gave no answer: .*=> \(\{ … \}\)/,
  )
})

test('ACCESS_LOG=0 leaves out the lines of requests, and only those', async () => {
  await fetch(`${quietApp.origin}/hello/x`, { headers: { 'X-Request-Id': 'quiet' } })
  await fetch(`${quietApp.origin}/wrong`, { headers: { 'X-Request-Id': 'loud' } })
  await quietApp.line({ id: 'loud', level: 'error' })
  assert.deepEqual(
    quietApp.lines.filter(({ entry }) => entry.method !== undefined),
    [],
  )
})

test('long lines of several workers that write at once to one pipe stay whole', async () => {
  const path = `/hello/${'y'.repeat(12_000)}`
  const answers = Array.from({ length: 60 }, () => fetch(`${app.origin}${path}`))
  for (const answer of await Promise.all(answers)) await answer.text()
  // The reader throws for a line that does not parse, which one that was torn would not.
  const lines = await until('a line for each request', () => {
    const found = app.lines.filter(({ entry }) => String(entry.path).startsWith('/hello/yyy'))
    return found.length === 60 && found
  })
  assert.equal(new Set(lines.map(({ entry }) => entry.worker)).size, 2)
})

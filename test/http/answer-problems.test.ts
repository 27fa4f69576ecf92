import './quiet.ts'
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Express } from 'express'
import supertest from 'supertest'
import { z } from 'zod'
import { answerProblems } from '../../src/http/answer-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { Problem } from '../../src/http/problem.ts'
import { route } from '../../src/http/route.ts'
import { appOf } from './app-of.ts'
import { app as lecture } from './lecture.ts'
import { startLoggedApp } from './logged-app.ts'

/** An app whose one route fails in the given way. */
function failing(fail: () => never): Express {
  return appOf({
    fail: route('GET /fail', {
      summary: 'Fails',
      returns: z.object({}),
      examples: [{ returns: {} }],
      handler: fail,
    }),
  })
}

function answerOf(fail: () => never): supertest.Test {
  return supertest(failing(fail)).get('/fail')
}

type Row = { status: number; title: string; detail: RegExp; errors?: RegExp; call: () => supertest.Test }

const json = { 'content-type': 'application/json' }
const post = (body: string, headers: Record<string, string> = json) =>
  supertest(lecture).post('/distance').set(headers).send(body)

const rows: Record<string, Row> = {
  'an unknown path': {
    call: () => supertest(lecture).get('/nope'),
    status: 404,
    title: 'Not Found',
    detail: /no GET \/nope\. See \/docs/,
  },
  'a wrong method': {
    call: () => supertest(lecture).put('/distance'),
    status: 405,
    title: 'Method Not Allowed',
    detail: /it takes POST/,
  },
  'a broken %-encoding': {
    call: () => supertest(lecture).get('/hello/%E0%A4%A'),
    status: 400,
    title: 'Bad Request',
    detail: /\/hello\/%E0%A4%A has a broken %-encoding/,
  },
  'a missing field': {
    call: () => post('{"a":[2,4]}'),
    status: 400,
    title: 'Bad Request',
    detail: /body\.b is missing, expected two numbers, as in \[2, 4\]/,
    errors: /"where":"body.b","expected":"two numbers, as in \[2, 4\]","received":"missing"/,
  },
  'a string for a number': {
    call: () => post('{"a":["2",4],"b":[5,6]}'),
    status: 400,
    title: 'Bad Request',
    detail: /body\.a\[0\] is "2", expected number/,
    errors: /"where":"body.a\[0\]","expected":"number","received":"\\"2\\""/,
  },
  'a number out of range of a double': {
    call: () => post('{"a":[1e400,4],"b":[5,6]}'),
    status: 400,
    title: 'Bad Request',
    detail: /body\.a\[0\] is Infinity, expected number/,
    errors: /"where":"body.a\[0\]"/,
  },
  'three coordinates': {
    call: () => post('{"a":[1,2,3],"b":[5,6]}'),
    status: 400,
    title: 'Bad Request',
    detail: /body\.a is an array of 3, expected two numbers/,
    errors: /"where":"body.a"/,
  },
  'NaN for a number, which JSON does not have': {
    call: () => post('{"a":[NaN,4],"b":[5,6]}'),
    status: 400,
    title: 'Bad Request',
    detail: /line 1, column 7, near \{"a":\[NaN/,
  },
  'malformed JSON': {
    call: () => post('{"a":[1,2],\n"b":[1,}'),
    status: 400,
    title: 'Bad Request',
    detail: /not JSON: it breaks at line 2, column 8/,
  },
  'an empty body': {
    call: () => post(''),
    status: 400,
    title: 'Bad Request',
    detail: /body is empty\. Send JSON/,
  },
  'a form where JSON belongs': {
    call: () => post('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    status: 415,
    title: 'Unsupported Media Type',
    detail: /add -H 'content-type: application\/json'/,
  },
  'a body over the limit': {
    call: () => post(`"${'x'.repeat(102_400)}"`),
    status: 413,
    title: 'Payload Too Large',
    detail: /over the limit of 100000 bytes\. Send less/,
  },
  'a handler that throws': {
    call: () =>
      answerOf(() => {
        throw new Error('password hunter2 in /srv/secret.ts')
      }),
    status: 500,
    title: 'Internal Server Error',
    detail: /^The server failed to answer\. Its log has the reason under this request id\.$/,
  },
}

for (const [name, { call, status, title, detail, errors }] of Object.entries(rows)) {
  test(`${name} is a ${status} that says what is wrong and what to do`, async () => {
    const answer = await call().set('X-Request-Id', 'row-1')
    assert.equal(answer.status, status)
    assert.match(answer.body.detail, detail)
    if (errors !== undefined) assert.match(JSON.stringify(answer.body.errors), errors)
  })

  test(`${name} is answered as RFC 9457 has it, with the request's id`, async () => {
    const answer = await call().set('X-Request-Id', 'row-1')
    assert.equal(answer.type, 'application/problem+json')
    assert.equal(answer.body.type, 'about:blank')
    assert.equal(answer.body.title, title)
    assert.equal(answer.body.status, status)
    assert.equal(answer.body.requestId, 'row-1')
    assert.equal(answer.headers['x-request-id'], 'row-1')
    assert.equal('errors' in answer.body, errors !== undefined)
    assert.ok(answer.text.endsWith('}\n'))
  })
}

test('input that is wrong in several fields is told of all of them at once', async () => {
  const { body } = await post('{"a":[1,"x"],"b":[null]}')
  assert.deepEqual(body.errors, [
    { where: 'body.a[1]', expected: 'number', received: '"x"' },
    { where: 'body.b', expected: 'two numbers, as in [2, 4]', received: 'an array of 1' },
  ])
  assert.match(body.detail, /\(and 1 more\)/)
})

test('a 404 of a handler links to the description too', async () => {
  const { headers } = await answerOf(() => {
    throw new Problem(404, 'There is no patient 7.')
  })
  assert.equal(headers.link, '<openapi.json>; rel="service-desc"')
})

test('other problems do not link to the description', async () => {
  const { headers } = await answerOf(() => {
    throw new Problem(409, 'Taken.')
  })
  assert.equal('link' in headers, false)
})

test('a Problem that a handler throws is the answer, with its status, detail and headers', async () => {
  const { status, body, headers } = await answerOf(() => {
    throw new Problem(503, 'The database sleeps. Try again in a minute.', {
      headers: { 'Retry-After': '60' },
    })
  })
  assert.equal(status, 503)
  assert.equal(body.title, 'Service Unavailable')
  assert.equal(body.detail, 'The database sleeps. Try again in a minute.')
  assert.equal(headers['retry-after'], '60')
})

test('an unforeseen error shows neither its message nor a path nor a stack', async () => {
  const { text } = await answerOf(() => {
    throw new Error('password hunter2 in /srv/secret.ts')
  })
  assert.doesNotMatch(text, /hunter2|secret|\.ts|node_modules|at /)
})

test("an upstream's error is a 500 of ours and stays inside, whatever status it brings", async () => {
  const { status, text } = await answerOf(() => {
    throw Object.assign(new Error('GET http://db.internal/ failed'), { status: 404 })
  })
  assert.equal(status, 500)
  assert.doesNotMatch(text, /internal\//)
})

test('an error that is made for the caller, as http-errors makes them, reaches the caller', async () => {
  const { status, body } = await answerOf(() => {
    throw Object.assign(new Error('No beans left'), { status: 418, expose: true })
  })
  assert.equal(status, 418)
  assert.equal(body.detail, 'No beans left')
})

for (const thrown of [undefined, null, 'a string', 42, { status: 400, message: 'inside' }]) {
  test(`a handler that throws ${JSON.stringify(thrown)} is a 500 like any other`, async () => {
    const { status, text } = await answerOf(() => {
      throw thrown
    })
    assert.equal(status, 500)
    assert.doesNotMatch(text, /inside|a string/)
  })
}

test('a Problem that cannot be made is a 500 without a stack', async () => {
  const { status, type, text } = await answerOf(() => {
    throw new Problem(404, '', { headers: { Location: 'a\r\nSet-Cookie: b' } })
  })
  assert.equal(status, 500)
  assert.equal(type, 'application/problem+json')
  assert.doesNotMatch(text, /Invalid character|at /)
})

/** An app with a route of Express's own that starts an answer and then fails. */
function failingHalfway(start: (res: import('express').Response) => void): Express {
  const app = createApp()
  app.get('/half', (_req, res) => {
    start(res)
    throw new Error('too late')
  })
  app.use(answerProblems())
  return app
}

test('headers of the answer that failed do not go out with the problem', async () => {
  const app = failingHalfway(res => {
    res.set({ 'Content-Length': '5', 'Content-Encoding': 'gzip', 'Cache-Control': 'max-age=9', ETag: '"1"' })
  })
  const { status, headers, text } = await supertest(app).get('/half')
  assert.equal(status, 500)
  assert.equal(headers['content-length'], String(text.length))
  assert.deepEqual(
    ['content-encoding', 'etag'].filter(name => name in headers),
    [],
  )
  assert.equal(headers['cache-control'], 'no-store')
})

test('an answer that fails halfway is cut off, so that nobody takes it for whole', async () => {
  const app = failingHalfway(res => res.write('half of it'))
  await assert.rejects(
    supertest(app).get('/half').then(),
    (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' || /aborted/.test(error.message),
  )
})

test('an app that forgets answerProblems() still shows no stack', async () => {
  const app = createApp()
  app.get('/fail', () => {
    throw new Error('inside')
  })
  const { status, text } = await supertest(app).get('/fail')
  assert.equal(status, 500)
  assert.doesNotMatch(text, /inside|at /)
})

const logged = await startLoggedApp(1)
after(logged.stop)

/** Waits for the access-log line of a call, which comes behind all others of its request. */
async function callLogged(id: string, path: string): Promise<void> {
  await (await fetch(`${logged.origin}${path}`, { headers: { 'X-Request-Id': id } })).text()
  await logged.line({ id, method: 'GET' })
}

test('the log has the stack of a handler that throws, under the id that the caller got', async () => {
  await callLogged('fail', '/fail')
  const { entry } = await logged.line({ id: 'fail', level: 'error' })
  assert.match((entry.err as { stack: string }).stack, /^Error: x/)
})

test('a Problem of 500 and more is logged as an error', async () => {
  await callLogged('asleep', '/unavailable')
  const { entry } = await logged.line({ id: 'asleep', level: 'error' })
  assert.equal((entry.err as Error).message, 'The database sleeps.')
})

test('a Problem below 500 is no error', async () => {
  await callLogged('missing', '/missing')
  assert.equal(logged.lines.filter(({ entry }) => entry.id === 'missing').length, 1)
})

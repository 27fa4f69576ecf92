import './quiet.ts'
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import express from 'express'
import request from 'supertest'
import { z } from 'zod'
import { route } from '../../src/http/route.ts'
import { appOf } from './app-of.ts'
import { exchange, jsonBytes, requestBytes, serve } from './socket.ts'

const app = appOf(
  {
    echo: route('POST /echo', {
      summary: 'Answers what it gets',
      body: z.unknown(),
      returns: z.unknown(),
      examples: [{ body: 1, returns: 1 }],
      handler: ({ body }) => body,
    }),
  },
  { bodyLimit: 2000 },
)
const server = await serve(app)
after(server.close)

/** What becomes of a body, sent byte for byte. */
async function echo(body: string | Uint8Array, headers: Record<string, string> = {}) {
  const answer = await exchange(server.port, jsonBytes('/echo', body, headers))
  return { status: answer.status, ...answerOf(answer.body) }
}

function answerOf(text: string): { value: unknown; detail: string } {
  const value: unknown = JSON.parse(text)
  return { value, detail: (value as { detail?: string } | null)?.detail ?? '' }
}

for (const value of [1, 'text', null, true, [], {}, { a: [1, { b: 'é😀' }] }]) {
  test(`${JSON.stringify(value)} is a body like any other`, async () => {
    assert.deepEqual(await echo(JSON.stringify(value)), { status: 200, value, detail: '' })
  })
}

const broken: [body: string, detail: RegExp][] = [
  ['{"a":1,}', /line 1, column 8, near \{"a":1,\}/],
  ["{'a':1}", /line 1, column 2/],
  ['{\n  "a": 1\n  "b": 2\n}', /line 3, column 3/],
  ['{"a":[1,2]', /something is missing at its end/],
  ['{} // comment', /line 1, column 4/],
  ['undefined', /line 1, column 1/],
  ['{"a":"\n"}', /line 1, column 6/],
  ['[01]', /column 3/],
]
for (const [body, detail] of broken) {
  test(`of ${JSON.stringify(body.slice(0, 30))} the answer says where it breaks`, async () => {
    const answer = await echo(body)
    assert.equal(answer.status, 400)
    assert.match(answer.detail, detail)
  })
}

for (const body of ['', '  \n\t']) {
  test(`a body of ${JSON.stringify(body)} is empty`, async () => {
    const { status, detail } = await echo(body)
    assert.equal(status, 400)
    assert.match(detail, /empty\. Send JSON/)
  })
}

test('no body at all is empty too', async () => {
  const { status, body } = await exchange(server.port, requestBytes('POST', '/echo'))
  assert.equal(status, 400)
  assert.match(body, /empty\. Send JSON/)
})

test('and so are no chunks', async () => {
  const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' }
  const { status, body } = await exchange(server.port, requestBytes('POST', '/echo', headers, '0\r\n\r\n'))
  assert.equal(status, 400)
  assert.match(body, /empty\. Send JSON/)
})

test('a body may come in chunks', async () => {
  const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' }
  const chunks = '3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n'
  const { status, body } = await exchange(server.port, requestBytes('POST', '/echo', headers, chunks))
  assert.deepEqual([status, body], [200, '[1,2]\n'])
})

for (const type of [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/jsonx',
  'x-application/json',
  'nonsense',
]) {
  test(`a body of type ${type} is a 415 that says what to add`, async () => {
    const { status, detail } = await echo('{}', { 'Content-Type': type })
    assert.equal(status, 415)
    assert.ok(detail.includes(`came as ${type}: add -H 'content-type: application/json'`), detail)
  })
}

test('a body without a type is a 415 that says what to add', async () => {
  const bytes = requestBytes('POST', '/echo', { 'Content-Length': '2' }, '{}')
  const { status, body } = await exchange(server.port, bytes)
  assert.equal(status, 415)
  assert.match(body, /has no content type: add -H 'content-type: application\/json'/)
})

for (const type of [
  'application/json; charset=utf-8',
  'Application/JSON',
  'application/json;charset="UTF-8"',
]) {
  test(`${type} is JSON`, async () => {
    assert.equal((await echo('{}', { 'Content-Type': type })).status, 200)
  })
}

for (const charset of ['utf-16', 'latin1', 'klingon']) {
  test(`JSON in ${charset} is a 415 that asks for UTF-8`, async () => {
    const { status, detail } = await echo('{}', { 'Content-Type': `application/json; charset=${charset}` })
    assert.equal(status, 415)
    assert.match(detail, /send UTF-8/)
  })
}

test('bytes that are not UTF-8 are a 400, and not replacement characters', async () => {
  const { status, detail } = await echo(Buffer.from('"Jos\xe9"', 'latin1'))
  assert.equal(status, 400)
  assert.match(detail, /not UTF-8/)
})

test('a byte order mark is no part of the JSON', async () => {
  assert.deepEqual((await echo('\ufeff[1]')).value, [1])
})

test('half a surrogate pair comes back as it was', async () => {
  const answer = await exchange(server.port, jsonBytes('/echo', '"\\ud800"'))
  assert.deepEqual([answer.status, answer.body], [200, '"\\ud800"\n'])
})

test('of two fields of one name the last counts, as in every JSON parser of note', async () => {
  assert.deepEqual((await echo('{"a":1,"a":2}')).value, { a: 2 })
})

test('__proto__ is a field and no way to the prototype', async () => {
  const { body } = await exchange(
    server.port,
    jsonBytes('/echo', '{"__proto__":{"polluted":1},"constructor":1}'),
  )
  assert.equal(body, '{"__proto__":{"polluted":1},"constructor":1}\n')
  assert.equal('polluted' in {}, false)
})

test('a body of the limit is read', async () => {
  assert.equal((await echo(`"${'x'.repeat(1998)}"`)).status, 200)
})

test('a body of one byte over the limit is a 413', async () => {
  const { status, detail } = await echo(`"${'x'.repeat(1999)}"`)
  assert.equal(status, 413)
  assert.match(detail, /over the limit of 2000/)
})

test('a body over the limit is a 413 also in chunks, where nothing says its length', async () => {
  const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' }
  const chunks = `${'3e8\r\n'.concat('1'.repeat(1000), '\r\n').repeat(3)}0\r\n\r\n`
  const { status } = await exchange(server.port, requestBytes('POST', '/echo', headers, chunks))
  assert.equal(status, 413)
})

test('a gzipped body is unpacked', async () => {
  assert.deepEqual((await echo(gzipSync('[1]'), { 'Content-Encoding': 'gzip' })).value, [1])
})

test('the limit holds for what comes out of the gzip', async () => {
  const bomb = gzipSync(Buffer.alloc(1_000_000, ' '))
  assert.ok(bomb.length < 2000)
  const { status, detail } = await echo(bomb, { 'Content-Encoding': 'gzip' })
  assert.equal(status, 413)
  assert.match(detail, /^The body is over the limit of 2000 bytes/)
})

for (const [name, body] of Object.entries({ nonsense: 'nope', cut: gzipSync('[1,2,3]').subarray(0, 15) })) {
  test(`a gzip that is ${name} is a 400`, async () => {
    const { status, detail } = await echo(body, { 'Content-Encoding': 'gzip' })
    assert.equal(status, 400)
    assert.match(detail, /not compressed as its content-encoding says/)
  })
}

test('an unknown compression is a 415 that says what to do', async () => {
  const { status, detail } = await echo('{}', { 'Content-Encoding': 'zip' })
  assert.equal(status, 415)
  assert.match(detail, /Use gzip, or send it as it is/)
})

test('JSON of 100 levels is taken', async () => {
  assert.equal((await echo(`${'['.repeat(100)}1${']'.repeat(100)}`)).status, 200)
})

test('JSON of 101 levels is a 400', async () => {
  const { status, detail } = await echo(`${'{"a":'.repeat(101)}1${'}'.repeat(101)}`)
  assert.equal(status, 400)
  assert.match(detail, /nested more than 100 deep/)
})

test('a caller who goes away while sending harms nobody', async () => {
  const headers = { 'Content-Type': 'application/json', 'Content-Length': '1000' }
  const socket = connect(server.port, '127.0.0.1')
  await new Promise<void>(resolve =>
    socket.write(requestBytes('POST', '/echo', headers, '{"a":'), () => resolve()),
  )
  socket.destroy()
  assert.equal((await echo('[1]')).status, 200)
})

test('a body that a parser ahead of the table has read is not waited for', async () => {
  const whole = express().use(express.json(), app)
  const { body } = await request(whole).post('/echo').send({ a: 1 })
  assert.deepEqual(body, { a: 1 })
})

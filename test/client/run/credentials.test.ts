import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Call } from '../../../client/call.ts'
import { headersFor } from '../../../client/run/credentials.ts'
import { run } from '../../../client/run/run.ts'
import { openServer } from '../../../client/run/server.ts'
import { answer, runLecture, wrong } from '../run-lecture.ts'
import { serve } from '../servers.ts'

type Asking = Parameters<typeof openServer>[1]

/** What a server sees of a call's headers. */
async function sent(t: TestContext, call: Partial<Call>, asking: Partial<Asking>, auth?: [string, string]) {
  const host = await serve(t, (request, response) => response.end(JSON.stringify(request.headers)))
  const target = { baseUrl: host, notes: [], ...(auth && { auth }) }
  const server = openServer(target, { timeout: 10, ...asking })
  const [result] = await run(server, [{ name: 'GET /', method: 'GET', path: '/', ...call }])
  return JSON.parse(result?.answer?.body ?? '{}')
}

const key: [string, string] = ['X-API-Key', 'mine']

test('a token goes with each call, and credentials of the host go before it', async t => {
  assert.equal((await sent(t, {}, { bearer: 't' })).authorization, 'Bearer t')
  assert.equal((await sent(t, {}, { bearer: 't' }, ['ada', 'p'])).authorization, `Basic ${btoa('ada:p')}`)
})

test('a given header goes before the one of an example', async t => {
  const seen = await sent(t, { headers: { 'x-api-key': 'example', 'x-other': 'o' } }, { header: [key] })
  assert.deepEqual([seen['x-api-key'], seen['x-other']], ['mine', 'o'])
})

test('the header of an example that is to be refused goes before the given one', async t => {
  const call = { headers: { 'x-api-key': 'wrong' }, expect: { status: [403] } }
  assert.equal((await sent(t, call, { header: [key] }))['x-api-key'], 'wrong')
})

test('an anonymous call has no credentials, and no cookie of the others', async t => {
  const seen: unknown[] = []
  const host = await serve(t, ({ headers }, response) => {
    seen.push([headers.authorization, headers['x-api-key'], headers.cookie])
    response.setHeader('set-cookie', 'sid=1').end()
  })
  const server = openServer({ baseUrl: host, notes: [] }, { timeout: 10, bearer: 't', header: [key] })
  const call = { name: 'GET /', method: 'GET', path: '/' }
  await run(server, [call, { ...call, anonymous: true }])
  assert.deepEqual(seen, [
    ['Bearer t', 'mine', undefined],
    [undefined, undefined, undefined],
  ])
})

test('credentials stay with the host that was typed, wherever it redirects to', async t => {
  let asked = 0
  const elsewhere = await serve(t, (_request, response) => {
    asked += 1
    response.end()
  })
  const host = await serve(t, (_request, response) => response.writeHead(302, { location: elsewhere }).end())
  const server = openServer({ baseUrl: host, notes: [] }, { timeout: 10, bearer: 't' })
  await run(server, [{ name: 'GET /', method: 'GET', path: '/' }])
  assert.equal(asked, 0)
})

/** What is said of a 401. */
async function unauthorized(t: TestContext, security: string[][], asking: Partial<Asking>, headers = {}) {
  const host = await serve(t, (_request, response) =>
    response.writeHead(401, headers).end('{"detail":"Expired."}'),
  )
  const server = openServer({ baseUrl: host, notes: [] }, { timeout: 10, ...asking })
  const expect = { status: [200], documented: [401] }
  const [result] = await run(server, [{ name: 'GET /', method: 'GET', path: '/', security, expect }])
  return `${result?.problems[0]}; ${result?.hint}`
}

test('credentials that are refused are told by their kind, with what the server says', async t => {
  const token = await unauthorized(t, [['bearer']], { bearer: 't' })
  assert.match(token, /^the server refuses the credentials \(it says: Expired\.\); Is the token right/)
  assert.doesNotMatch(token, /user:password/)
  assert.match(
    await unauthorized(t, [['basic']], { user: ['a', 'b'] }),
    /Are the name and the password right/,
  )
  assert.match(await unauthorized(t, [['header X-API-Key']], { header: [key] }), /Is the key right/)
})

test('a 401 to a call without credentials says what to give', async t => {
  const challenge = (scheme: string) => ({ 'www-authenticate': scheme })
  assert.match(
    await unauthorized(t, [], {}, challenge('Bearer realm="x"')),
    /; Give a token: --bearer TOKEN\.$/,
  )
  assert.match(
    await unauthorized(t, [], {}, challenge('Basic realm="x"')),
    /; Put user:password@ in front of the host\.$/,
  )
  const either = wrong(await runLecture(t, { 'GET /name': answer(401, {}, '') }))
  assert.match(either.hint ?? '', /user:password@.* --bearer TOKEN/)
})

const headers: [what: string, flags: Parameters<typeof headersFor>, headers: Record<string, string>][] = [
  ['nothing', [{}, undefined], {}],
  [
    'a header that is given twice',
    [
      {
        header: [
          ['A', '1'],
          ['a', ''],
          ['b', '2'],
        ],
      },
      undefined,
    ],
    { a: '1, ', b: '2' },
  ],
  ['a token', [{ bearer: 't' }, undefined], { authorization: 'Bearer t' }],
  [
    'a user before a token',
    [{ bearer: 't', user: ['a', 'b'] }, undefined],
    { authorization: `Basic ${btoa('a:b')}` },
  ],
  [
    'the user of the host before another',
    [{ user: ['a', 'b'] }, ['c', 'd']],
    { authorization: `Basic ${btoa('c:d')}` },
  ],
  [
    'a token before a header of that name',
    [{ bearer: 't', header: [['Authorization', 'x']] }, undefined],
    { authorization: 'Bearer t' },
  ],
]

for (const [what, flags, expected] of headers) {
  test(`the headers of ${what} are ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(Object.fromEntries(headersFor(...flags)), expected)
  })
}

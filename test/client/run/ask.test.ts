import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'
import type { Call, Result } from '../../../client/call.ts'
import { RequestException, SSLError, Timeout } from '../../../client/requests.ts'
import { ask, failed } from '../../../client/run/ask.ts'
import { openServer } from '../../../client/run/server.ts'
import { createCertificate } from '../certificate.ts'
import { type Route, serveLecture, serveRoutes } from '../lecture-server.ts'
import { answer, runAt, runRaw, words } from '../run-lecture.ts'
import { listen, serveEcho } from '../servers.ts'

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

const get: Call = { name: 'GET /a', method: 'GET', path: '/a' }

/** What comes of a call whose answer is this. */
async function asked(t: TestContext, route: Route, rest: Partial<Call> = {}, flags = {}) {
  const baseUrl = await serveRoutes(t, { 'GET /a': route })
  return ask(openServer({ baseUrl, notes: [] }, { timeout: 10, ...flags }), { ...get, ...rest })
}

const sent: [what: string, call: Partial<Call>, type: string, body: RegExp][] = [
  ['JSON', { json: { a: 1 } }, 'application/json', /^\{"a":1\}$/],
  ['null as JSON', { json: null }, 'application/json', /^null$/],
  ['a form', { form: { a: ['1', '2'] } }, 'application/x-www-form-urlencoded', /^a=1&a=2$/],
  [
    'several parts',
    { multipart: [{ name: 'a', value: '1' }] },
    'multipart/form-data',
    /name="a"\r\n\r\n1\r\n/,
  ],
  [
    'JSON of a type of its own',
    { json: 1, headers: { 'content-type': 'application/a+json' } },
    'application/a+json',
    /^1$/,
  ],
]

for (const [what, call, type, body] of sent) {
  test(`${what} is sent as a body`, async t => {
    const server = openServer({ baseUrl: await serveEcho(t), notes: [] }, { timeout: 10 })
    const { answer: echo } = await ask(server, { ...get, method: 'POST', ...call })
    const seen = JSON.parse(echo?.body ?? '')
    assert.match(seen.body, body)
    assert.equal(seen.headers['content-type'].split(';')[0], type)
  })
}

const answers: [what: string, status: number, call: Partial<Call>, result: Partial<Result>][] = [
  ['right', 200, {}, { verdict: 'ok', word: 'ok', problems: [] }],
  ['another success', 202, { expect: { status: [200] } }, { verdict: 'wrong', word: 'wrong' }],
  ['a status from 300 on', 300, { expect: { status: [200] } }, { verdict: 'wrong', word: '300' }],
  ['an optional call', 404, { optional: true }, { verdict: 'optional', word: '404' }],
  [
    'made-up input',
    400,
    { invented: true },
    { verdict: 'skipped', word: '-', problems: ['no example of its input, and made-up input is refused'] },
  ],
  [
    'made-up fields',
    499,
    { invented: ['a', 'b'] },
    { verdict: 'skipped', word: '-', problems: ['no example of a, b, and made-up input is refused'] },
  ],
  [
    'made-up input and no refusal',
    304,
    { invented: true, expect: { status: [200] } },
    { verdict: 'wrong', word: '304' },
  ],
  ['made-up input and a server that fails', 500, { invented: true }, { verdict: 'wrong', word: '500' }],
]

for (const [what, status, call, expected] of answers) {
  test(`of ${what}, an answer with ${status} is ${expected.verdict}`, async t => {
    const result = await asked(t, answer(status, {}, ''), call)
    const { verdict, word, problems } = result
    assert.deepEqual({ verdict, word, problems: expected.problems ?? problems }, { ...expected, problems })
    assert.equal(result.answer?.status, status)
  })
}

test('what to do about a wrong answer is told with it, and nothing where nothing is known', async t => {
  assert.match((await asked(t, answer(404, {}, ''))).hint ?? '', /right server/)
  assert.ok(!('hint' in (await asked(t, () => 1, { expect: { value: 2 } }))))
})

test('a call that is not to be made is skipped, and says why', async t => {
  const { answer: none, ...result } = await asked(t, () => 1, { skip: 'not yet' })
  assert.equal(none, undefined)
  assert.deepEqual(result, {
    call: { ...get, skip: 'not yet' },
    verdict: 'skipped',
    word: '-',
    problems: ['not yet'],
    ms: 0,
  })
})

test('an answer by an expectation that cannot be read is wrong, and ends nothing', async t => {
  const expect = {
    get types(): string[] {
      throw new Error('it is too deep')
    },
  }
  assert.deepEqual((await asked(t, () => 1, { expect })).problems, [
    'the answer cannot be judged: it is too deep',
  ])
})

const errors: [error: RequestException, word: string][] = [
  ...(
    [
      ['ECONNREFUSED', 'refused'],
      ['ECONNRESET', 'closed'],
      ['ENOTFOUND', 'no host'],
      ['EAI_AGAIN', 'no dns'],
      ['EHOSTUNREACH', 'no route'],
      ['ENETUNREACH', 'no route'],
      ['ETIMEDOUT', 'timeout'],
      ['ERR_HTTPS_ONLY', 'tls'],
      ['ERR_NOT_HTTP', 'not http'],
      ['EOTHER', 'failed'],
    ] as const
  ).map(([code, word]): [RequestException, string] => [new RequestException('why', { code }), word]),
  [new Timeout('why', { code: 'ETIMEDOUT' }), 'timeout'],
  [new SSLError('why', { code: 'CERT' }), 'tls'],
]

for (const [error, word] of errors) {
  test(`${error.name} ${error.code} is called ${word}`, () => {
    assert.deepEqual(failed(get, error, 7), {
      call: get,
      verdict: 'unreachable',
      word,
      problems: ['why'],
      ms: 7,
    })
  })
}

test('an error tells what to do about it', () => {
  assert.equal(failed(get, new RequestException('why', { code: 'X', hint: 'Do it.' }), 7).hint, 'Do it.')
})

/** What a server sees of the headers of a call. */
async function headersSeen(t: TestContext, call: Partial<Call>, flags = {}) {
  const server = openServer({ baseUrl: await serveEcho(t), notes: [] }, { timeout: 10, ...flags })
  return JSON.parse((await ask(server, { ...get, ...call })).answer?.body ?? '').headers
}

test('a given header goes before that of an example, unless the call is to be refused for its own', async t => {
  const flags = { header: [['X-Key', 'mine']] }
  const headers = { 'x-key': 'example', 'x-other': 'o' }
  const seen = await headersSeen(t, { headers }, flags)
  assert.deepEqual([seen['x-key'], seen['x-other']], ['mine', 'o'])
  assert.equal((await headersSeen(t, { headers, expect: { status: [403] } }, flags))['x-key'], 'example')
})

test('credentials and keys go with a call, and not with an anonymous one', async t => {
  const flags = { bearer: 't', apiKey: [['X-Key', 'k']] }
  const security = [['bearer', 'header X-Key']]
  const seen = await headersSeen(t, { security }, flags)
  assert.deepEqual([seen.authorization, seen['x-key']], ['Bearer t', 'k'])
  const anonymous = await headersSeen(t, { security, anonymous: true }, flags)
  assert.deepEqual([anonymous.authorization, anonymous['x-key']], [undefined, undefined])
})

test('a call without the credentials that it wants is skipped if it is turned away, and else as right as another', async t => {
  const security = [['bearer']]
  const { verdict, problems, answer: refusal } = await asked(t, answer(401, {}, ''), { security })
  assert.deepEqual([verdict, problems], ['skipped', ['wants credentials (bearer): --bearer TOKEN']])
  assert.equal(refusal?.status, 401)
  assert.equal((await asked(t, () => 1, { security })).verdict, 'ok')
  assert.equal((await asked(t, answer(500, {}, ''), { security })).verdict, 'wrong')
  assert.equal((await asked(t, answer(401, {}, ''), { security }, { bearer: 't' })).verdict, 'wrong')
})

test('a call that cannot be sent is skipped, and says why', async t => {
  const { verdict, word, problems } = await asked(t, () => 1, { json: 1 })
  assert.deepEqual([verdict, word], ['skipped', '-'])
  assert.match(problems[0] ?? '', /^it cannot be sent: a GET cannot carry a body/)
})

/** Begins an answer, and then hangs up or not. */
const begun =
  (isCut: boolean): Route =>
  (_request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{"a":', () => {
      if (isCut) response.destroy()
    })
  }

test('an answer that breaks off is wrong, and what came of it is there', async t => {
  const cut = await asked(t, begun(true), { expect: { json: true } })
  assert.deepEqual([cut.verdict, cut.word, cut.answer?.body], ['wrong', 'wrong', '{"a":'])
  const silent = await asked(t, begun(false), { expect: { json: true } }, { timeout: 0.5 })
  assert.deepEqual([silent.verdict, silent.word, silent.answer?.status], ['wrong', 'timeout', 200])
})

test('what could not be checked is noted of right and of wrong answers', async t => {
  const schema = { required: ['b'], properties: { a: { pattern: '(?i)x' } } }
  const notes = ['pattern "(?i)x" cannot be checked']
  assert.deepEqual((await asked(t, () => ({ b: 1 }), { expect: { schema } })).notes, notes)
  assert.deepEqual((await asked(t, () => ({}), { expect: { schema } })).notes, notes)
  assert.ok(!('notes' in (await asked(t, () => 1))))
})

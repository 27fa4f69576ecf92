import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CorsOrigins } from '../../../src/cluster/cors-origins.ts'
import { crossOriginHeaders, originIn } from '../../../src/cluster/worker/cross-origin.ts'
import { exchange, requestBytes } from '../../http/socket.ts'
import { writeApp } from '../apps.ts'
import { get } from '../faults/load.ts'
import { launch } from '../server.ts'
import { serving } from '../serving.ts'
import { until } from '../wait.ts'

const flags = [
  '--limit-request-line',
  '100',
  '--limit-request-fields',
  '9',
  '--limit-request-field_size',
  '2000',
  '--headers-timeout',
  '1',
  '--request-timeout',
  '1',
]
const page = 'https://pages.example.org'
const other = 'http://localhost:8080'

/** Requests from a page of this origin that the server refuses by itself, by the status of the answer. */
const refusedFrom = (origin: string): [status: number, bytes: Buffer][] => [
  [400, requestBytes('GET', '/', { Host: 'a b', Origin: origin })],
  [400, Buffer.from(`GET / HTTP/9.9\r\norigin:${origin}\r\n\r\n`)],
  [408, requestBytes('POST', '/', { Origin: origin, 'Content-Length': '9' })],
  [414, requestBytes('GET', `/${'a'.repeat(100)}`, { Origin: origin })],
  [431, requestBytes('GET', '/', { Origin: origin, ...fields(9) })],
  [431, requestBytes('GET', '/', { Origin: origin, a: 'a'.repeat(2000) })],
]

function fields(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`x-${i}`, 'y']))
}

/** An app that waits for the whole body. */
const reading =
  'export const reading = (request, response) => request.resume().on("end", () => app(request, response))'

/** What the refusals to a page say of who may read them: once each, if all say the same. */
async function saidTo(origin: string, corsOrigins: string): Promise<string[]> {
  const said = new Set<string>()
  const exported = corsOrigins === '' ? '' : `export const corsOrigins = ${corsOrigins}`
  const app = `${writeApp(`${exported}\n${reading}`).path}:reading`
  await serving({ app, flags }, async ({ port }) => {
    for (const [status, bytes] of refusedFrom(origin)) {
      const answer = await exchange(port, bytes)
      assert.equal(answer.status, status)
      const names = ['access-control-allow-origin', 'access-control-allow-credentials', 'vary']
      said.add(names.map(name => answer.headers.get(name) ?? '-').join(' '))
    }
  })
  return [...said]
}

describe('what the server refuses by itself', { concurrency: true }, () => {
  test('may be read by no page of another origin, unless the app says so', async () => {
    assert.deepEqual(await saidTo(page, ''), ['- - -'])
  })

  test('may be read by a page of an origin that the app allows', async () => {
    assert.deepEqual(await saidTo(page, `['${other}', '${page}']`), [`${page} true Origin`])
  })

  test('may not be read by a page of an origin that the app does not allow', async () => {
    assert.deepEqual(await saidTo('https://evil.example', `['${other}', '${page}']`), ['- - Origin'])
  })

  test('may be read by every page if the app says *', async () => {
    assert.deepEqual(await saidTo(page, "'*'"), ['* - -'])
  })

  test('names the only origin that the app allows, whoever asks', async () => {
    assert.deepEqual(await saidTo('https://evil.example', `'${page}'`), [`${page} true Origin`])
  })
})

test('a page of an allowed origin may read that the server has no time', async () => {
  const { path } = writeApp(`
    export const corsOrigins = ['${page}', '${other}']
    export function busy(request, response) {
      const end = performance.now() + 50
      while (performance.now() < end);
      app(request, response)
    }`)
  await serving({ app: `${path}:busy`, flags: ['--max-loop-delay', '0.1'] }, async server => {
    const refusal = await until('a refusal', async () => {
      const calls = Array.from({ length: 40 }, () => get({ ...server, headers: { Origin: page } }))
      return (await Promise.all(calls)).find(({ status }) => status === 503)
    })
    assert.equal(refusal.headers['access-control-allow-origin'], page)
  })
})

test('corsOrigins that are none keep the server from starting', async () => {
  const { path } = writeApp("export const corsOrigins = 'pages.example.org'")
  const server = await launch({ app: path, workers: 1 })
  try {
    assert.deepEqual(await server.exited, { code: 1, signal: null })
    assert.match(server.errors(), /^Error: corsOrigins of the app has "pages\.example\.org"; it takes/)
  } finally {
    await server.stop()
  }
})

const ofOne = { 'Access-Control-Allow-Credentials': 'true', Vary: 'Origin' }
const headers: [allowed: CorsOrigins, origin: string | undefined, headers: Record<string, string>][] = [
  ['*', page, { 'Access-Control-Allow-Origin': '*' }],
  [[], page, {}],
  [[page], undefined, { 'Access-Control-Allow-Origin': page, ...ofOne }],
  [[other, page], page, { 'Access-Control-Allow-Origin': page, ...ofOne }],
  [[other, page], undefined, { Vary: 'Origin' }],
  [[other, page], 'https://evil.example', { Vary: 'Origin' }],
]
for (const [allowed, origin, expected] of headers) {
  test(`where ${allowed.length > 0 ? allowed : 'none'} may read, ${origin ?? 'who does not say'} is told so`, () => {
    assert.deepEqual(crossOriginHeaders(allowed, origin), expected)
  })
}

const inBytes: [bytes: string, origin: string | undefined][] = [
  [`GET / HTTP/9.9\r\nOrigin: ${page}\r\n\r\n`, page],
  [`GET / HTTP/9.9\r\nHost: a\r\nORIGIN:\t${page} \r\nbroken`, page],
  [`GET / HTTP/9.9\norigin:${page}\n\n`, page],
  [`GET / HTTP/9.9\r\n\r\nOrigin: ${page}\r\n`, undefined],
  [`GET / HTTP/9.9\r\nX-Origin: ${page}\r\n`, undefined],
  [`GET / HTTP/9.9\r\nOrigin: ${page} ${other}\r\n`, undefined],
  ['GET / HTTP/9.9\r\nOrigin:\r\n', undefined],
  ['', undefined],
]
for (const [bytes, origin] of inBytes) {
  test(`the origin in ${JSON.stringify(bytes)} is ${origin ?? 'unknown'}`, () => {
    assert.equal(originIn(Buffer.from(bytes)), origin)
  })
}

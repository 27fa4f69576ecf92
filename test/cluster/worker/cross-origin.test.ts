import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
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

const wrong: [exported: string, shown: string][] = [
  ["['https://pages.example.org/']", '"https://pages.example.org/"'],
  ["['https://pages.example.org:443']", '"https://pages.example.org:443"'],
  ["'pages.example.org'", '"pages.example.org"'],
  ["['*']", '"*"'],
  ['[/example/]', '/example/'],
  ['true', 'true'],
]

for (const [exported, shown] of wrong) {
  test(`corsOrigins = ${exported} keeps the server from starting, and says what it takes`, async () => {
    const server = await launch({ app: writeApp(`export const corsOrigins = ${exported}`).path, workers: 1 })
    try {
      assert.deepEqual(await server.exited, { code: 1, signal: null })
      const start = `Error: corsOrigins of the app has ${shown}; it takes '*', an origin or a list of them`
      assert.ok(server.errors().startsWith(start), server.errors())
    } finally {
      await server.stop()
    }
  })
}

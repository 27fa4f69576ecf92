import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { describe, test } from 'node:test'
import { givenPlan, narrowed } from '../../../client/plan/plan.ts'
import { serveLecture, serveRoutes } from '../lecture-server.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

const document = {
  openapi: '3.1.0',
  paths: {
    '/ping': { get: { responses: { 200: { content: { 'application/json': { example: { pong: 1 } } } } } } },
  },
}

describe('what is called', { concurrency: 3 }, () => {
  test('--spec takes a document from a file', async t => {
    const host = await serveRoutes(t, { 'GET /ping': () => ({ pong: 2 }) })
    const { code, stdout } = await runClient([
      host,
      '--spec',
      await temporaryFile(t, 'spec.json', JSON.stringify(document)),
    ])
    assert.equal(code, 1)
    assert.match(stdout, /pong: expected 1, got 2/)
  })

  test('--spec takes a document from a URL, and calls the host that was typed', async t => {
    const elsewhere = await serveRoutes(t, { 'GET /api.json': () => document })
    const host = await serveRoutes(t, { 'GET /ping': () => ({ pong: 1 }) })
    const { code, stdout } = await runClient([host, '--spec', `${elsewhere}/api.json`])
    assert.equal(code, 0, stdout)
  })

  test('the address of --spec may redirect to another host', async t => {
    const elsewhere = await serveRoutes(t, { 'GET /api.json': () => document })
    const named = await serve(t, (_request, response) =>
      response.writeHead(302, { location: `${elsewhere}/api.json` }).end(),
    )
    const { stdout } = await runClient(['--list', '--spec', named])
    assert.equal(stdout, 'GET /ping\n')
  })

  test('neither the address of --spec nor the one that it redirects to gets a credential', async t => {
    const asked: string[] = []
    const tell = ({ url, rawHeaders }: IncomingMessage) => asked.push(JSON.stringify([url, rawHeaders]))
    const elsewhere = await serve(t, (request, response) => {
      tell(request)
      response.end(JSON.stringify(document))
    })
    const named = await serve(t, (request, response) => {
      tell(request)
      response.writeHead(302, { location: elsewhere }).end()
    })
    const host = await serveRoutes(t, { 'GET /ping': () => ({ pong: 1 }) })
    const header = ['--header', 'X-Token: sesame', '--api-key', 'key=sesame']
    for (const who of [
      ['--bearer', 'sesame'],
      ['--user', 'ada:sesame'],
    ])
      await runClient([host, '--spec', named, ...header, ...who])
    assert.equal(asked.length, 4)
    assert.doesNotMatch(asked.join(), /sesame|authorization|cookie/i)
  })

  test('--spec that is no OpenAPI document is an error, and never the lecture', async t => {
    const { code, stderr } = await runClient([
      await serveLecture(t),
      '--spec',
      await temporaryFile(t, 'other.json', '{"name":"x"}'),
    ])
    assert.equal(code, 2)
    assert.match(stderr, /not an OpenAPI 3 document/)
  })

  test('--spec is read up to 8 MiB, and a longer one is named so', async t => {
    const long = (bytes: number) => JSON.stringify({ ...document, info: { description: 'x'.repeat(bytes) } })
    const listed = async (bytes: number) =>
      runClient(['--list', '--spec', await temporaryFile(t, 'long.json', long(bytes))])
    assert.equal((await listed(8 * 1024 * 1024 - 1000)).stdout, 'GET /ping\n')
    const { code, stderr } = await listed(8 * 1024 * 1024)
    assert.equal(code, 2)
    assert.match(stderr, /long\.json is longer than 8 MiB, the longest document that is read/)
  })

  test('--only makes the calls that contain its text', async t => {
    const { code, stdout } = await runClient([await serveLecture(t), '--only', 'POST'])
    assert.equal(code, 0)
    assert.match(stdout, /2 calls: 2 ok/)
  })

  test('--only that fits no call says which there are', async t => {
    const { code, stderr } = await runClient([await serveLecture(t), '--only', 'PUT'])
    assert.equal(code, 2)
    assert.match(stderr, /GET \/name, GET \/hello, POST \/distance/)
  })
})

test('a --spec in YAML is read, and one of Swagger 2.0 is named', async t => {
  const choice = { contract: undefined, only: undefined, timeout: 10 }
  const yaml = await temporaryFile(t, 'a.yaml', 'openapi: 3.0.3\npaths:\n  /a:\n    get: {}\n')
  assert.deepEqual(
    (await givenPlan({ ...choice, spec: yaml }))?.calls.map(({ path }) => path),
    ['/a'],
  )
  const old = await temporaryFile(t, 'old.yaml', 'swagger: "2.0"\npaths: {}\n')
  await assert.rejects(givenPlan({ ...choice, spec: old }), /is Swagger 2\.0, which is not read/)
})

const unchosen = { spec: undefined, contract: undefined, only: undefined, timeout: 10 }

test('without a document or a contract, the server is asked', async () => {
  assert.equal(await givenPlan(unchosen), undefined)
})

test('a contract has its placeholders filled in, and a document has none', async t => {
  const contract = await temporaryFile(t, 'c.json', '[{ "method": "GET", "path": "/{{run}}" }]')
  const calls = [{ name: 'GET /{{run}}', method: 'GET', path: '/{{run}}' }]
  assert.deepEqual(await givenPlan({ ...unchosen, contract }), {
    calls,
    source: contract,
    placeholders: true,
  })
  const spec = await temporaryFile(t, 'spec.json', JSON.stringify(document))
  assert.equal((await givenPlan({ ...unchosen, spec }))?.placeholders, undefined)
})

test('a contract of optional calls is taken for one host, and refused for a roster', async t => {
  const text = '[{ "method": "GET", "path": "/", "optional": true }]'
  const contract = await temporaryFile(t, 'c.json', text)
  assert.equal((await givenPlan({ ...unchosen, contract }))?.calls.length, 1)
  const refused = givenPlan({ ...unchosen, contract, roster: '-' })
  await assert.rejects(refused, { name: 'UsageError', message: /c\.json has only optional calls/ })
  const both = `${text.slice(0, -1)}, { "method": "GET", "path": "/b" }]`
  const mixed = await temporaryFile(t, 'd.json', both)
  assert.equal((await givenPlan({ ...unchosen, contract: mixed, roster: '-' }))?.calls.length, 2)
})

/** 2,000 ms are not enough for it. */
const endless = {
  openapi: '3.1.0',
  paths: {
    '/': { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/l/0' } } } } } },
  },
  l: Array.from({ length: 12 }, (_, level) => ({
    allOf: Array.from({ length: 12 }, () => ({ $ref: `#/l/${level + 1}` })),
  })),
}

test('a --spec that cannot be used is an error, which names it', async t => {
  const answers: Record<string, string> = {
    '/name': '{"name":"x"}',
    '/endless': JSON.stringify(endless),
    '/long': JSON.stringify(document).padEnd(8 * 1024 * 1024 + 1),
    '/whole': JSON.stringify(document).padEnd(8 * 1024 * 1024),
  }
  const base = await serve(t, ({ url = '' }, response) => {
    response.writeHead(url in answers ? 200 : 404).end(answers[url])
  })
  assert.equal((await givenPlan({ ...unchosen, spec: `${base}/whole` }))?.calls.length, 1)
  await assert.rejects(givenPlan({ ...unchosen, spec: `${base}/none` }), {
    name: 'UsageError',
    message: /^cannot read http:.*404/,
  })
  const cases: [spec: string, reason: string][] = [
    [`${base}/name`, ' is not an OpenAPI 3 document'],
    [`${base.toUpperCase()}/name`, ' is not an OpenAPI 3 document'],
    [`${base}/long`, ' is longer than 8 MiB, the longest document that is read'],
    [`${base}/endless`, ': the document cannot be turned into calls: it takes over 2000 ms'],
  ]
  for (const [spec, reason] of cases)
    await assert.rejects(givenPlan({ ...unchosen, spec }), { name: 'UsageError', message: spec + reason })
})

test('a file of 8 MiB is read, and none that is longer', async t => {
  const longest = 8 * 1024 * 1024
  const text = JSON.stringify(document)
  const whole = await temporaryFile(t, 'whole.json', text.padEnd(longest))
  assert.equal((await givenPlan({ ...unchosen, spec: whole }))?.calls.length, 1)
  const long = await temporaryFile(t, 'long.json', text.padEnd(longest + 1))
  await assert.rejects(givenPlan({ ...unchosen, spec: long }), { message: /is longer than 8 MiB/ })
})

test('--only narrows a plan, and one without calls stays as it is', () => {
  const calls = ['/a', '/b'].map(path => ({ name: `GET ${path}`, method: 'GET', path }))
  assert.deepEqual(narrowed({ calls, source: 's', further: 2 }, '/b'), {
    calls: calls.slice(1),
    source: 's',
    further: 2,
  })
  assert.deepEqual(narrowed({ calls: [], source: 's' }, '/b'), { calls: [], source: 's' })
})

import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { freePort, serveLecture, serveRoutes } from './lecture-server.ts'
import { runClient } from './run-client.ts'
import { serve } from './servers.ts'

const document = {
  openapi: '3.1.0',
  paths: {
    '/ping': { get: { responses: { 200: { content: { 'application/json': { example: { pong: 1 } } } } } } },
  },
}

describe('what is called', { concurrency: 3 }, () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'client-'))
  })
  after(() => rm(folder, { recursive: true }))

  async function file(name: string, text: string): Promise<string> {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }

  test('--spec takes a document from a file', async t => {
    const host = await serveRoutes(t, { 'GET /ping': () => ({ pong: 2 }) })
    const { code, stdout } = await runClient([
      host,
      '--spec',
      await file('spec.json', JSON.stringify(document)),
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

  test('--spec that is no OpenAPI document is an error, and never the lecture', async t => {
    const { code, stderr } = await runClient([
      await serveLecture(t),
      '--spec',
      await file('other.json', '{"name":"x"}'),
    ])
    assert.equal(code, 2)
    assert.match(stderr, /not an OpenAPI 3 document/)
  })

  test('what --list --json prints is a contract that --contract takes', async t => {
    const host = await serveLecture(t)
    const listed = await runClient([host, '--list', '--json'])
    const { code, stdout } = await runClient([host, '--contract', await file('contract.json', listed.stdout)])
    assert.equal(code, 0)
    assert.match(stdout, /5 calls: 4 ok, 1 optional/)
  })

  test('--list shows the calls, and makes none of them', async t => {
    const asked: string[] = []
    const host = await serve(t, (request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(404).end()
    })
    const { stdout } = await runClient([host, '--list'])
    assert.equal(
      stdout,
      'GET /   (optional)\nGET /name\nGET /hello/Grace%20Hopper\n' +
        'POST /distance\n  > {"a":[2,4],"b":[5,6]}\nPOST /distance\n  > {"a":[0,0],"b":[3,4]}\n',
    )
    assert.equal(asked.includes('/name'), false)
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

  test('--only of a server that is down says so, and not what else there is to call', async () => {
    const { code, stdout, stderr } = await runClient([`127.0.0.1:${await freePort()}`, '--only', '/celsius'])
    assert.deepEqual([code, stderr], [3, ''])
    assert.match(stdout, /connection refused/)
  })

  test('an operation that cannot be called is counted, and alone is no success', async t => {
    const upload = { requestBody: { required: true, content: { 'image/png': {} } } }
    const spec = await file(
      'upload.json',
      JSON.stringify({ ...document, paths: { '/photo': { put: upload } } }),
    )
    const { code, stdout } = await runClient([await serveLecture(t), '--spec', spec])
    assert.equal(code, 1)
    assert.match(
      stdout,
      /- PUT \/photo +skipped \(its body is image\/png, which is not sent\)\n\n1 call: 0 ok, 1 skipped/,
    )
  })

  test('--repeat makes every call on a new connection, and shows the spread over workers', async t => {
    const workers = new Map<unknown, string>()
    const host = await serve(t, (request, response) => {
      if (!workers.has(request.socket)) workers.set(request.socket, String(workers.size % 2))
      response.setHeader('x-served-by', workers.get(request.socket) ?? '')
      response.end('{"name":"Ada"}')
    })
    const { stdout } = await runClient([host, '--only', '/name', '--repeat', '4'])
    assert.match(stdout, /4 calls: 4 ok · \d+ ms\nserved by 0: 2, 1: 2\n$/)
  })

  test('--verbose shows the request, the headers, and a curl line that does the same', async t => {
    const { stdout } = await runClient([await serveLecture(t), '--verbose', '--only', 'distance'])
    assert.match(stdout, / {2}curl -i -H 'content-type: application\/json' --data-raw '\{"a":\[2,4\]/)
    assert.match(stdout, / {2}> content-type: application\/json\n/)
    assert.match(stdout, / {2}< 200 OK\n(?: {2}< .*\n)* {2}< content-type: application\/json\n/)
  })

  test('credentials in the address are sent, and are not printed', async t => {
    const host = await serve(t, (request, response) => {
      response.writeHead(request.headers.authorization === `Basic ${btoa('ada:secret')}` ? 200 : 401)
      response.end('{"name":"Ada"}')
    })
    const address = host.replace('://', '://ada:secret@')
    const { code, stdout } = await runClient([address, '--only', '/name', '--verbose'])
    assert.equal(code, 0)
    assert.doesNotMatch(stdout, /secret|YWRhOnNlY3JldA/)
  })

  test('a roster from stdin is one table, and 1 unless all pass', async t => {
    const input = `${await serveLecture(t)} ab12\n${await serveLecture(t, { 'GET /name': () => 1 })} cd34\n`
    const { code, stdout, stderr } = await runClient(['--roster', '-'], { input })
    assert.equal(code, 1)
    assert.equal(stderr, '')
    assert.match(
      stdout,
      /^host +GET \/name +GET \/hello +POST \/distance +note\nab12 .* ok +ok +ok\ncd34 .* wrong +ok +ok +the answer is a number/,
    )
    assert.match(stdout, /\n2 hosts: 1 pass, 1 wrong, 0 unreachable · \d\.\d s\n$/)
  })

  test('a roster of hosts that all pass ends with 0, as CSV too', async t => {
    const roster = await file('roster.csv', `name,host\n"Lovelace, Ada",${await serveLecture(t)}\n`)
    const { code, stdout } = await runClient(['--roster', roster, '--csv'])
    assert.equal(code, 0)
    assert.match(
      stdout,
      /^label,host,result,GET \/name,GET \/hello,POST \/distance,note\r\n"Lovelace, Ada",http:.*,pass,ok,ok,ok,\r\n$/,
    )
  })

  test('a roster as JSON has a line for each call and each host, and a summary', async t => {
    const { stdout } = await runClient(['--roster', '-', '--json'], {
      input: `${await serveLecture(t)} ab12`,
    })
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    assert.deepEqual(
      lines.map(({ label }) => label),
      [...Array(5).fill('ab12'), undefined],
    )
    assert.equal(lines.at(-2).grade, 'pass')
    assert.equal(lines.at(-1).summary.pass, 1)
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { freePort } from '../../cluster/wait.ts'
import { serveLecture } from '../lecture-server.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

describe('checking hosts', { concurrency: 3 }, () => {
  test('of several hosts, one that is wrong decides', async t => {
    const { code, stdout } = await runClient([
      await serveLecture(t),
      '--host',
      await serveLecture(t, { 'GET /name': () => 5 }),
      '--host',
      `:${await freePort()}`,
    ])
    assert.equal(code, 1)
    assert.equal(stdout.match(/^(\d calls: |0 of 5)/gm)?.length, 3)
  })

  test('--only of a server that is down says so, and not what else there is to call', async () => {
    const { code, stdout, stderr } = await runClient([`127.0.0.1:${await freePort()}`, '--only', '/celsius'])
    assert.deepEqual([code, stderr], [3, ''])
    assert.match(stdout, /connection refused/)
  })

  test('an operation that cannot be called is counted, and alone is no success', async t => {
    const upload = { requestBody: { required: true, content: { 'image/png': {} } } }
    const spec = await temporaryFile(
      t,
      'upload.json',
      JSON.stringify({ openapi: '3.1.0', paths: { '/photo': { put: upload } } }),
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
    assert.match(stdout, /4 calls: 4 ok · \d+ ms\nserved by\n {2}0 {2}█{24} {2}2\n {2}1 {2}█{24} {2}2\n$/)
  })

  test('each round has a number of its own for the placeholders, the same for all hosts', async t => {
    const asked: string[] = []
    const host = await serve(t, (request, response) => {
      asked.push(request.url ?? '')
      response.end('{}')
    })
    const calls = [
      { method: 'GET', path: '/{{run}}' },
      { method: 'GET', path: '/{{run+1}}' },
    ]
    const file = await temporaryFile(t, 'calls.json', JSON.stringify(calls))
    const args = [host, '--host', host, '--contract', file, '--repeat', '2']
    const { code, stdout } = await runClient(args)
    assert.equal(code, 0)
    const numbers = asked.map(path => Number(path.slice(1)))
    const [first = 0, , second = 0] = numbers
    assert.notEqual(first, second)
    assert.deepEqual(numbers, [first, first + 1, second, second + 1, first, first + 1, second, second + 1])
    assert.match(stdout, new RegExp(`✓ GET /${first} `))
    await runClient(args)
    assert.equal(new Set(asked).size, 8)
  })

  test('--verbose shows the request, the headers, and a curl line that does the same', async t => {
    const { stdout } = await runClient([await serveLecture(t), '--verbose', '--only', 'distance'])
    assert.match(stdout, / {2}curl -i -H 'content-type: application\/json' --data-raw '\{"a":\[2,4\]/)
    assert.match(stdout, / {2}> content-type: application\/json\n/)
    assert.match(stdout, / {2}< 200 OK\n(?: {2}< .*\n)* {2}< content-type: application\/json\n/)
  })

  test('credentials in the address are sent, and are not printed', async t => {
    const host = await serve(t, (request, response) => {
      const isAda = request.headers.authorization === `Basic ${btoa('ada:secret')}`
      response.writeHead(isAda ? (request.url === '/name' ? 200 : 404) : 401)
      response.end('{"name":"Ada"}')
    })
    const address = host.replace('://', '://ada:secret@')
    const { code, stdout } = await runClient([address, '--only', '/name', '--verbose'])
    assert.equal(code, 0)
    assert.doesNotMatch(stdout, /secret|YWRhOnNlY3JldA/)
  })
})

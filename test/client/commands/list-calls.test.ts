import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveLecture, serveRoutes } from '../lecture-server.ts'
import { serveNotes } from '../notes-server.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

test('what --list --json prints is a contract that --contract takes', async t => {
  const host = await serveLecture(t)
  const listed = await runClient([host, '--list', '--json'])
  const { code, stdout } = await runClient([
    host,
    '--contract',
    await temporaryFile(t, 'contract.json', listed.stdout),
  ])
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
    'GET /   (optional)\nGET /name\nGET /hello/John%20McCarthy\n' +
      'POST /distance\n  > {"a":[2,4],"b":[5,6]}\nPOST /distance\n  > {"a":[1.25,2.5],"b":[-3.25,-3.5]}\n',
  )
  assert.equal(asked.includes('/name'), false)
})

test('--list says which values a call takes from earlier answers', async t => {
  const { stdout } = await runClient([(await serveNotes(t)).host, '--list'])
  assert.match(
    stdout,
    /^POST \/notes\n {2}> .*\nGET \/notes\/\{id\} {3}\(id from the answer to POST \/notes\)\n/m,
  )
})

test('--list shows the placeholders of a contract, and which calls come first', async t => {
  const calls = [
    { method: 'POST', path: '/users', json: { id: '{{run:number}}' } },
    { method: 'GET', path: '/users/{{run}}', needs: ['POST /users'] },
  ]
  const file = await temporaryFile(t, 'calls.json', JSON.stringify(calls))
  const { stdout } = await runClient(['--list', '--contract', file])
  assert.equal(stdout, 'POST /users\n  > {"id":"{{run:number}}"}\nGET /users/{{run}}   (after POST /users)\n')
})

test('--list --json of a contract is the same contract', async t => {
  const calls = [
    { name: 'a', method: 'POST', path: '/a/{{run}}', json: { id: '{{run:number}}', text: '{{open}}a}}' } },
    { name: 'b', method: 'GET', path: '/b', needs: [{ call: 'a' }] },
  ]
  const file = await temporaryFile(t, 'calls.json', JSON.stringify(calls))
  const { stdout } = await runClient(['--list', '--json', '--contract', file])
  assert.deepEqual(JSON.parse(stdout), calls)
})

test('braces of a document are sent as they are, also by the contract that --list --json makes of it', async t => {
  const seen: Record<string, unknown>[] = []
  const example = { template: 'Hello, {{run}} and {{ user.name }}!' }
  const content = { 'application/json': { example } }
  const document = {
    openapi: '3.1.0',
    paths: { '/mails': { post: { requestBody: { content }, responses: { 200: { content } } } } },
  }
  const host = await serveRoutes(t, {
    'GET /openapi.json': () => document,
    'POST /mails': (_request, _response, body) => {
      seen.push(JSON.parse(body))
      return JSON.parse(body)
    },
  })
  assert.equal((await runClient([host])).code, 0)
  const { stdout } = await runClient([host, '--list', '--json'])
  const { code, stdout: table } = await runClient([host, '--contract', '-'], { input: stdout })
  assert.equal(code, 0, table)
  assert.deepEqual(seen, [example, example])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveLecture } from '../lecture-server.ts'
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

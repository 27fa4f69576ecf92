import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, type TestContext, test } from 'node:test'
import { notesDocument, serveNotes } from '../notes-server.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

/** A contract whose second call takes a value from the answer to the first. */
const contract = (value: string) => [
  { method: 'POST', path: '/todos', json: { title: 'milk' }, expect: { status: [201] } },
  {
    method: 'GET',
    path: '/todos/{id}',
    needs: [{ call: 'POST /todos', value, into: '$request.path.id' }],
  },
]

/** What comes of a server that answers POST /todos so. */
async function graded(
  t: TestContext,
  body: string,
  { value = '$response.body#/id', flags = [] as string[], calls = contract(value) as object[] } = {},
) {
  const host = await serve(t, ({ method }, response) => {
    response.writeHead(method === 'POST' ? 201 : 200).end(method === 'POST' ? body : '{}')
  })
  const file = await temporaryFile(t, 'calls.json', JSON.stringify(calls))
  const roster = ['--roster', '-', '--allow-local', '--contract', file, ...flags]
  return { host, file, ...(await runClient(roster, { input: host })) }
}

const lacks = 'POST /todos, sent {"title":"milk"}: the answer has no id, which GET /todos/{id} needs'

describe('an answer that a contract takes a value from', { concurrency: 3 }, () => {
  test('is wrong without it, and what waits for it is not called', async t => {
    const { code, stdout } = await graded(t, '{"title":"milk"}')
    assert.equal(code, 1)
    assert.match(stdout, /\S+ +wrong +wrong +- +POST/)
    assert.ok(stdout.includes(`${lacks}; got {"title":"milk"}\n`), stdout)
    assert.match(stdout, /\ncells ok +0\/1 +0\/1\n1 host: 0 pass, 1 wrong/)
  })

  test('is right with it', async t => {
    const { code, stdout } = await graded(t, '{"id":7}')
    assert.equal(code, 0, stdout)
    assert.match(stdout, /pass +ok +ok\n/)
  })

  test('is wrong in CSV, in JSON and on the page as well', async t => {
    const page = await temporaryFile(t, 'page.html', '')
    const { stdout: csv } = await graded(t, '{}', { flags: ['--csv', '--html', page] })
    assert.match(csv, /,wrong,wrong,,"POST \/todos, sent .*: the answer has no id, which/)
    assert.match(
      await readFile(page, 'utf8'),
      /<p><b>1:<\/b> POST \/todos, sent .*the answer has no id, which/,
    )
    const { stdout: json } = await graded(t, '{}', { flags: ['--json'] })
    const [post, get, grade] = json.split('\n', 3).map(line => JSON.parse(line))
    assert.deepEqual([post.verdict, get.verdict, grade.grade], ['wrong', 'skipped', 'wrong'])
    assert.ok(grade.note.startsWith(lacks), grade.note)
  })

  test('is wrong without the header that is wanted', async t => {
    const { code, stdout } = await graded(t, '{}', { value: '$response.header.Location' })
    assert.equal(code, 1)
    assert.match(stdout, /the answer has no header Location, which GET \/todos\/\{id\} needs\n/)
  })

  for (const value of ['null', '""', '{"$oid":"7"}', '[]']) {
    test(`is wrong with ${value}, which no path can have`, async t => {
      const { code, stdout } = await graded(t, `{"id":${value}}`)
      assert.equal(code, 1)
      assert.match(stdout, /the answer has no (usable )?id, which GET \/todos\/\{id\} needs; got \{"id":/)
    })
  }

  test('is wrong where one server alone is called, too', async t => {
    const { host, file } = await graded(t, '{}')
    const { code, stdout } = await runClient([host, '--contract', file])
    assert.equal(code, 1)
    assert.match(stdout, /✗ POST \/todos +201/)
    assert.match(stdout, /2 calls: 0 ok, 1 failed, 1 skipped/)
  })

  test('need not have what a call takes that is not made', async t => {
    const [post, get] = contract('$response.body#/id')
    const { code, stdout } = await graded(t, '{}', { calls: [post, { ...get, skip: 'not yet' }] as object[] })
    assert.equal(code, 0, stdout)
  })

  test('that is wrong by itself has its own fault as the note', async t => {
    const [post, get] = contract('$response.body#/id')
    const calls = [{ ...post, expect: { status: [200] } }, get] as object[]
    const { stdout } = await graded(t, '{}', { calls })
    assert.match(stdout, /: expected status 200, got 201 Created\n/)
  })
})

test('what a link of a document names may be missing, and the pass says what was not checked', async t => {
  const { '/notes': notes, ...others } = notesDocument.paths
  const { 201: created, ...problems } = notes.post.responses
  const links = {
    a: { operationId: 'readNote', 'x-examples': ['made'], parameters: { id: '$response.body#/key' } },
  }
  const post = { ...notes.post, responses: { 201: { ...created, links }, ...problems } }
  const document = { ...notesDocument, paths: { ...others, '/notes': { post } } }
  const { host } = await serveNotes(t, { document })
  const spec = await temporaryFile(t, 'openapi.json', JSON.stringify(document))
  const { code, stdout } = await runClient(['--roster', '-', '--allow-local', '--spec', spec], {
    input: host,
  })
  assert.equal(code, 0, stdout)
  assert.match(
    stdout,
    / pass .*not checked: GET \/notes\/\{id\} \(the answer to POST \/notes has no key to use\)/,
  )
})

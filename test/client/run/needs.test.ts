import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { notesDocument, serveNotes } from '../notes-server.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

/** The document with something else as the links of POST /notes. */
function withLinks(links: object): object {
  const { '/notes': notes, ...others } = notesDocument.paths
  const { 201: created, ...problems } = notes.post.responses
  const post = { ...notes.post, responses: { 201: { ...created, links }, ...problems } }
  return { ...notesDocument, paths: { ...others, '/notes': { post } } }
}

const read = { operationId: 'readNote', 'x-examples': ['made'] }

describe('values from earlier answers', { concurrency: 3 }, () => {
  test('a server of notes is right, time and again, whatever the order of its paths, and is left as it was', async t => {
    const notes = await serveNotes(t)
    for (const round of [1, 2]) {
      const { code, stdout } = await runClient([notes.host])
      assert.equal(code, 0, stdout)
      assert.match(stdout, /✓ GET \/notes\/n\d +200 OK/)
      assert.match(stdout, /7 calls: 7 ok/)
      assert.deepEqual(notes.asked.splice(0), [
        'DELETE /notes/none',
        'GET /notes/none',
        'POST /notes',
        `GET /notes/n${round}`,
        `DELETE /notes/n${round}`,
        'POST /notes',
      ])
      assert.equal(notes.count(), 0)
    }
  })

  test('--repeat takes new values each time', async t => {
    const notes = await serveNotes(t)
    const { code, stdout } = await runClient([notes.host, '--repeat', '3'])
    assert.equal(code, 0, stdout)
    assert.equal(notes.count(), 0)
    assert.ok(notes.asked.includes('GET /notes/n3'))
  })

  test('what --list --json prints of it is a contract that works', async t => {
    const notes = await serveNotes(t)
    const { stdout } = await runClient([notes.host, '--list', '--json'])
    const { code, stdout: table } = await runClient([notes.host, '--contract', '-'], { input: stdout })
    assert.equal(code, 0, table)
    assert.match(table, /7 calls: 7 ok/)
  })

  test('a call whose source failed is skipped, and names it and the value', async t => {
    const notes = await serveNotes(t, { create: () => ({ status: 500, body: { error: 'oh' } }) })
    const { code, stdout } = await runClient([notes.host])
    assert.equal(code, 1)
    assert.match(stdout, /- GET \/notes\/\{id\} +skipped \(POST \/notes failed, whose answer gives id\)/)
    assert.match(stdout, /- DELETE \/notes\/\{id\} +skipped \(POST \/notes failed, whose answer gives id\)/)
  })

  test('a call whose source gives no such value is skipped, and names it', async t => {
    const document = withLinks({ a: { ...read, parameters: { id: '$response.body#/key' } } })
    const { stdout } = await runClient([(await serveNotes(t, { document })).host])
    assert.match(stdout, /- GET \/notes\/\{id\} +skipped \(the answer to POST \/notes has no key to use\)/)
  })

  test('--safe skips what would change something, and what needs the answer to that', async t => {
    const notes = await serveNotes(t)
    const { code, stdout } = await runClient([notes.host, '--safe'])
    assert.equal(code, 0, stdout)
    assert.deepEqual(notes.asked, ['GET /notes/none'])
    assert.match(stdout, /- POST \/notes +skipped \(--safe sends only GET and HEAD\)/)
    assert.match(stdout, /- GET \/notes\/\{id\} +skipped \(POST \/notes was skipped, whose answer gives id\)/)
    assert.match(stdout, /7 calls: 2 ok, 5 skipped/)
  })

  test('a Location gives the part of it that the path has a parameter for, also below a base path', async t => {
    const document = withLinks({ a: { ...read, parameters: { id: '$response.header.location' } } })
    for (const basePath of ['', '/app']) {
      const notes = await serveNotes(t, { document, basePath })
      await runClient([notes.host])
      assert.ok(notes.asked.includes('GET /notes/n1'), notes.asked.join())
    }
  })

  test('--only takes along what the call needs, and what deletes that again', async t => {
    const notes = await serveNotes(t)
    const { code, stdout } = await runClient([notes.host, '--only', 'GET /notes'])
    assert.equal(code, 0, stdout)
    assert.deepEqual(notes.asked, ['GET /notes/none', 'POST /notes', 'GET /notes/n1', 'DELETE /notes/n1'])
  })

  test('--only deletes nothing that was asked for by name', async t => {
    const notes = await serveNotes(t)
    await runClient([notes.host, '--only', 'POST /notes'])
    assert.deepEqual(notes.asked, ['POST /notes', 'POST /notes'])
  })
})

describe('a call that needs another one to have worked', { concurrency: 3 }, () => {
  const calls = [
    { method: 'POST', path: '/a', json: 1 },
    { method: 'POST', path: '/a', json: 2 },
    { method: 'POST', path: '/a', json: 3, expect: { status: [400] } },
    { method: 'GET', path: '/sum', needs: ['POST /a'] },
    { method: 'GET', path: '/half', needs: [{ call: 'GET /sum' }] },
    { method: 'GET', path: '/health' },
  ]

  /** What comes of it if the server answers `POST /a` with these statuses. */
  async function withStatuses(t: TestContext, statuses: number[]) {
    const asked: string[] = []
    const host = await serve(t, (request, response) => {
      asked.push(`${request.method} ${request.url}`)
      response.writeHead(request.method === 'POST' ? (statuses.shift() ?? 0) : 200).end('{}')
    })
    const file = await temporaryFile(t, 'calls.json', JSON.stringify(calls))
    return { ...(await runClient([host, '--contract', file])), asked }
  }

  test('is made if all calls of that name were right', async t => {
    const { code, stdout } = await withStatuses(t, [201, 201, 400])
    assert.equal(code, 0, stdout)
    assert.match(stdout, /6 calls: 6 ok/)
  })

  test('is skipped if one of them failed, and so is what needs it, and nothing else', async t => {
    for (const statuses of [
      [500, 201, 400],
      [201, 500, 400],
    ]) {
      const { code, stdout, asked } = await withStatuses(t, statuses)
      assert.equal(code, 1)
      assert.match(stdout, /- GET \/sum +skipped \(needs POST \/a, which failed\)/)
      assert.match(stdout, /- GET \/half +skipped \(needs GET \/sum, which was skipped\)/)
      assert.deepEqual(asked.slice(3), ['GET /health'])
    }
  })

  test('is made if what failed was to be refused', async t => {
    const { code, stdout, asked } = await withStatuses(t, [201, 201, 201])
    assert.equal(code, 1, stdout)
    assert.deepEqual(asked.slice(3), ['GET /sum', 'GET /half', 'GET /health'])
  })

  test('takes all of them along with --only', async t => {
    const file = await temporaryFile(t, 'calls.json', JSON.stringify(calls))
    const { stdout } = await runClient(['--list', '--contract', file, '--only', '/half'])
    assert.equal(
      stdout.match(/^(POST|GET) .*/gm)?.join(),
      ['POST /a', 'POST /a', 'GET /sum   (after POST /a)', 'GET /half   (after GET /sum)'].join(),
    )
  })
})

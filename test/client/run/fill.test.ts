import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { notesDocument, serveNotes } from '../notes-server.ts'
import { runClient } from '../run-client.ts'

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

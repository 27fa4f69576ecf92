import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, type TestContext, test } from 'node:test'
import { serveLecture } from '../lecture-server.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

/** What comes of a server that answers these paths with a status, and all others with 200. */
async function graded(
  t: TestContext,
  calls: object[],
  statuses: Record<string, number> = {},
  flags: string[] = [],
) {
  const host = await serve(t, ({ url = '' }, response) => {
    response.writeHead(statuses[url] ?? 200).end('{}')
  })
  const file = await temporaryFile(t, 'calls.json', JSON.stringify(calls))
  return runClient(['--roster', '-', '--allow-local', '--contract', file, ...flags], { input: host })
}

const name = { method: 'GET', path: '/name' }
const admin = { method: 'GET', path: '/admin', security: [['bearer']] }
const invented = { method: 'GET', path: '/todos/1', invented: ['id'] }

describe('a call that was not checked', { concurrency: 3 }, () => {
  test('for want of credentials is named in the note of a pass', async t => {
    const { code, stdout } = await graded(t, [name, admin], { '/admin': 401 })
    assert.equal(code, 0)
    assert.match(stdout, / pass +ok +- +not checked: GET \/admin \(needs credentials\)\n/)
  })

  test('because its input was made up is, too, and others are counted', async t => {
    const { stdout } = await graded(t, [name, invented, admin], { '/todos/1': 404, '/admin': 403 })
    assert.match(stdout, /not checked: GET \/todos\/1 \(no example of id, .*\) \(\+1 more\)\n/)
    const { stdout: csv } = await graded(t, [name, invented], { '/todos/1': 404 }, ['--csv'])
    assert.match(csv, /,pass,ok,,"?not checked: GET \/todos\/1 \(no example of id/)
  })

  test('is not named where the host fails: what failed is', async t => {
    const { stdout } = await graded(t, [name, admin], { '/name': 500, '/admin': 401 })
    assert.match(stdout, /GET \/name: the handler raised/)
    assert.doesNotMatch(stdout, /not checked/)
  })

  test('is the reason if nothing was', async t => {
    const { code, stdout } = await graded(t, [admin], { '/admin': 401 })
    assert.equal(code, 1)
    assert.match(stdout, /nothing was checked: GET \/admin \(needs credentials\)\n/)
  })
})

describe('what is called nowhere is said once, and not of each host', { concurrency: 3 }, () => {
  test('for --safe, on the page too', async t => {
    const page = await temporaryFile(t, 'page.html', '')
    const input = `${await serveLecture(t)}\n${await serveLecture(t)}`
    const { code, stdout } = await runClient(['--roster', '-', '--allow-local', '--safe', '--html', page], {
      input,
    })
    assert.equal(code, 0, stdout)
    assert.equal(stdout.match(/--safe/g)?.length, 1)
    assert.match(stdout, / s\nPOST \/distance was not called: --safe sends only GET and HEAD\n/)
    assert.match(
      await readFile(page, 'utf8'),
      /<dt>Not called<\/dt><dd>POST \/distance was not called: --safe/,
    )
  })

  test('for --only', async t => {
    const input = await serveLecture(t)
    const { stdout } = await runClient(['--roster', '-', '--allow-local', '--only', '/name'], { input })
    assert.match(stdout, / s\nGET \/hello, POST \/distance were not called: --only\n$/)
  })

  test('for a word of the contract, and so is what needs it; beside CSV, it is no part of the table', async t => {
    const calls = [
      name,
      { ...name, path: '/a', skip: 'not before week 5' },
      { ...name, path: '/b', needs: ['GET /a'] },
      { ...name, skip: 'twice is enough' },
    ]
    const { stdout, stderr } = await graded(t, calls, {}, ['--csv'])
    assert.match(stdout, /^.*\r\n.*,pass,,,,\r\n$/)
    assert.deepEqual(stderr.trimEnd().split('\n'), [
      'GET /a was not called: not before week 5',
      'GET /b was not called: needs GET /a',
      'GET /name (1 of 2 calls) was not called: twice is enough',
    ])
  })
})

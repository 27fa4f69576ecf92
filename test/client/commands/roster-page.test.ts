import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, test } from 'node:test'
import { serveLecture } from '../lecture-server.ts'
import { runClient } from '../run-client.ts'
import { serve } from '../servers.ts'
import { temporaryFile } from '../temporary-file.ts'

describe('--html', { concurrency: 3 }, () => {
  test('writes the page besides the table, which says where it is', async t => {
    const path = await temporaryFile(t, 'page.html', '')
    const input = `${await serveLecture(t)} ab12\n${await serveLecture(t, { 'GET /name': () => 1 })} cd34\n\n`
    const { code, stdout, stderr } = await runClient(['--roster', '-', '--allow-local', '--html', path], {
      input,
    })
    assert.equal(code, 1, stderr)
    assert.ok(stdout.includes(`\n2 hosts: 1 pass, 1 wrong, 0 unreachable`), stdout)
    assert.ok(stdout.endsWith(`\nthe page is in ${path}\n`), stdout)
    const page = await readFile(path, 'utf8')
    assert.match(page, /<title>the roster: 1 of 2 pass<\/title>/)
    assert.match(page, /<dd>the lecture: GET \/name, GET \/hello, POST \/distance<\/dd>/)
    assert.match(page, /<time datetime="\d{4}-\d\d-\d\dT/)
    assert.deepEqual(await readdir(dirname(path)), ['page.html'])
  })

  for (const format of ['--csv', '--json']) {
    test(`leaves ${format} as it is, and says on stderr where the page is`, async t => {
      const path = await temporaryFile(t, 'page.html', '')
      const { code, stdout, stderr } = await runClient(
        ['--roster', '-', '--allow-local', format, '--html', path],
        { input: await serveLecture(t) },
      )
      assert.equal(code, 0)
      assert.doesNotMatch(stdout, /page/)
      assert.equal(stderr, `the page is in ${path}\n`)
    })
  }

  test('counts the rows of the roster that were skipped', async t => {
    const path = await temporaryFile(t, 'page.html', '')
    await runClient(['--roster', '-', '--allow-local', '--html', path], {
      input: `# none\n${await serveLecture(t)}\n`,
    })
    assert.match(await readFile(path, 'utf8'), /<dt>Roster<\/dt><dd>2 rows: 1 host, 1 comment<\/dd>/)
  })

  test('a page that cannot be written is found before any host is called', async t => {
    let calls = 0
    const host = await serve(t, (_request, response) => {
      calls += 1
      response.end()
    })
    const path = `${dirname(await temporaryFile(t, 'page.html', ''))}/nowhere/page.html`
    const { code, stdout, stderr } = await runClient(['--roster', '-', '--allow-local', '--html', path], {
      input: host,
    })
    assert.equal(code, 2)
    assert.equal(stdout, '')
    assert.ok(stderr.startsWith(`cannot write ${path}: ENOENT: no such file or directory\n`), stderr)
    assert.equal(calls, 0)
  })

  test('has no secret of the command line, nor of a host, in it', async t => {
    const path = await temporaryFile(t, 'page.html', '')
    const echo = await serveLecture(t, {
      'GET /name': ({ headers }) => ({ said: `<${headers.authorization}>` }),
    })
    const input = `${echo} ab12\n${echo.replace('//', '//ada:s3cret"word@')} cd34`
    const { stdout } = await runClient(
      ['--roster', '-', '--allow-local', '--html', path, '--bearer', 'abc<def>'],
      { input },
    )
    assert.match(stdout, /2 wrong/)
    const page = await readFile(path, 'utf8')
    assert.match(page, /<dd>200 OK\n\{&quot;said&quot;:&quot;&lt;…&gt;&quot;\}<\/dd>/)
    assert.doesNotMatch(page, /abc(<|&lt;)|s3cret|YWRh/)
  })
})

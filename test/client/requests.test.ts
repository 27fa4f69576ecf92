import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import * as library from '../../client/requests.ts'
import { requests } from '../../client/requests.ts'
import { ofThePage, page, rows, servePage, typescriptProgram } from './requests/page.ts'
import { type Seen, serveEcho } from './servers.ts'

test('every line of TypeScript in docs/requests.md gives the value beside it', ofThePage, async t => {
  const folder = await mkdtemp(join(tmpdir(), 'lines-'))
  t.after(() => rm(folder, { recursive: true }))
  const program = join(folder, 'lines.mts')
  await writeFile(program, typescriptProgram(await servePage(t)))
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program])
  const values = stdout.trimEnd().split('\n')
  assert.equal(values.length, rows.length)
  for (const [index, { typescript, value }] of rows.entries()) {
    await t.test(typescript, () => assert.deepEqual(JSON.parse(values[index] ?? ''), value))
  }
})

test('no row with a value is overlooked', ofThePage, () => {
  assert.equal(rows.length, page.match(/^\|.*` \|$/gm)?.length)
})

test('every error of the page is exported', ofThePage, () => {
  const errors = [...page.matchAll(/^\|[^|]*\| `(\w+)`.*[^`] \|$/gm)].map(([, name]) => name)
  assert.ok(errors.length > 10)
  for (const name of errors) assert.ok(name !== undefined && name in library, `${name} is not exported`)
})

for (const verb of ['get', 'post', 'put', 'patch', 'delete', 'options'] as const) {
  test(`requests.${verb} sends ${verb.toUpperCase()}`, async t => {
    const response = await requests[verb](`${await serveEcho(t)}/name`)
    assert.equal(response.json<Seen>().method, verb.toUpperCase())
  })
}

test('requests.head gets the headers and no body', async t => {
  const response = await requests.head(await serveEcho(t))
  assert.equal(response.headers.get('content-type'), 'application/json')
  assert.equal(response.content.length, 0)
})

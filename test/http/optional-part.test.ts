import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { optionalPart } from '../../src/http/optional-part.ts'

/** The address of a module beside which these files are. */
function beside(t: TestContext, files: Record<string, string>, extension = 'js'): string {
  const folder = mkdtempSync(join(tmpdir(), 'part-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return pathToFileURL(join(folder, `main.${extension}`)).href
}

test('a part that is there gives what it exports', async t => {
  const from = beside(t, { 'part.js': 'export const routes = { a: 1 }' })
  assert.deepEqual((await optionalPart('./part', from)).routes, { a: 1 })
})

test('one that is not there gives nothing', async t => {
  assert.deepEqual(await optionalPart('./part', beside(t, {})), {})
})

test('its extension is that of the module that asks', async t => {
  const files = { 'part.ts': 'export const routes: string = "ts"' }
  assert.equal((await optionalPart('./part', beside(t, files, 'ts'))).routes, 'ts')
  assert.deepEqual(await optionalPart('./part', beside(t, files, 'js')), {})
})

test('one that does not load is not one that is not there', async t => {
  const from = beside(t, { 'part.js': 'throw new Error("no disk")', 'other.js': 'import "./gone.js"' })
  await assert.rejects(optionalPart('./part', from), /^Error: no disk$/)
  await assert.rejects(optionalPart('./other', from), { code: 'ERR_MODULE_NOT_FOUND' })
})

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'

const fixture = join(import.meta.dirname, 'fixtures/without-rights.ts')

/** A folder of ours in which nobody may write. */
function closedFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'closed-'))
  chmodSync(folder, 0o555)
  t.after(() => {
    chmodSync(folder, 0o755)
    rmSync(folder, { recursive: true })
  })
  return folder
}

function toldOf(file: string): { message: string; uid: number } {
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', fixture, file], { encoding: 'utf8' }))
}

function remedyFor(path: string, uid: number): string {
  const { uid: owner } = statSync(path)
  const remedy = `It belongs to the user ${owner}, and this process runs as ${uid}: sudo chown -R ${uid} ${path}`
  return `Cannot write to ${path} (EACCES). ${remedy}, or let SQLITE_FILE name a file elsewhere.`
}

test('of a folder that cannot be written it is said whose it is, who we are and what to do', t => {
  const folder = closedFolder(t)
  const { message, uid } = toldOf(join(folder, 'app.db'))
  assert.equal(message, remedyFor(folder, uid))
})

test('where the folder cannot be made, the one above it is named', t => {
  const folder = closedFolder(t)
  const { message, uid } = toldOf(join(folder, 'new/newer/app.db'))
  assert.equal(message, remedyFor(folder, uid))
})

test('a file that cannot be written is named itself', t => {
  const folder = mkdtempSync(join(tmpdir(), 'open-'))
  t.after(() => rmSync(folder, { recursive: true }))
  chmodSync(folder, 0o777)
  const file = join(folder, 'app.db')
  writeFileSync(file, '', { mode: 0o444 })
  const { message, uid } = toldOf(file)
  assert.equal(message, remedyFor(file, uid))
})

test('a folder that can be written is nothing to speak of', t => {
  const folder = mkdtempSync(join(tmpdir(), 'open-'))
  t.after(() => rmSync(folder, { recursive: true }))
  chmodSync(folder, 0o777)
  assert.equal(toldOf(join(folder, 'new/app.db')).message, 'nothing')
})

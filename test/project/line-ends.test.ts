/** A checkout as git for Windows makes it, whose setting core.autocrlf is true unless one has chosen otherwise. */
import assert from 'node:assert/strict'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { at, type Copy, copyProject, needsGit } from '../fork/copy.ts'

const clone = needsGit.skip ? undefined : cloneWithWindowsLineEnds()

describe("a checkout with Windows' line ends", needsGit, () => {
  test('has line feeds alone', () => {
    const files = clone?.git('ls-files', '--eol').split('\n') ?? []
    assert.ok(files.length > 100)
    assert.deepEqual(
      files.filter(file => /w\/(crlf|mixed)/.test(file)),
      [],
    )
  })

  test('has scripts that bash reads', async () => {
    for (const script of clone?.git('ls-files', '*.sh').split('\n').filter(Boolean) ?? []) {
      const ended = await clone?.run('bash', '-n', script)
      assert.equal(ended?.code, 0, ended?.stderr)
    }
  })

  test('is laid out as the check of the style wants it', async () => {
    const ended = await clone?.run('node_modules/.bin/biome', 'check')
    assert.equal(ended?.code, 0, `${ended?.stdout}${ended?.stderr}`)
  })

  test('has no changes', () => {
    assert.equal(clone?.git('status', '--porcelain'), '')
  })
})

function cloneWithWindowsLineEnds(): Copy {
  const { folder, git } = copyProject()
  const path = `${folder}-clone`
  after(() => rmSync(path, { recursive: true }))
  git('-c', 'core.autocrlf=true', 'clone', '--quiet', '.', path)
  symlinkSync(join(folder, 'node_modules'), join(path, 'node_modules'))
  return at(path)
}

/** A copy without what it has no use for: bench/, deploy/, docs/, findings/ and the like. It takes minutes. */
import assert from 'node:assert/strict'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { copyFiles } from './copy.ts'

const deletable = ['.devcontainer', 'bench', 'deploy', 'docs', 'findings', 'test/exercises']
const copy = copyFiles()
for (const folder of deletable) rmSync(join(copy.folder, folder), { recursive: true, force: true })

test('its types, style and use of code are right', async () => {
  // Biome reads .gitignore, and for that wants a repository.
  await copy.run('git', 'init', '--quiet')
  const { code, stdout, stderr } = await copy.run('npm', 'run', 'check')
  assert.equal(code, 0, stdout + stderr)
})

test('all of its everyday tests pass, and those of what is gone do not pass but are skipped', async () => {
  const { code, stdout, stderr } = await copy.run('npm', 'test', '--', 'all')
  assert.equal(code, 0, stdout.slice(stdout.indexOf('✖ failing tests')) + stderr)
  assert.match(
    stdout,
    /^﹣ every line of TypeScript in docs\/requests\.md .* # there is no docs\/requests\.md$/m,
  )
  assert.equal(existsSync(join(copy.folder, 'docs')), false)
})

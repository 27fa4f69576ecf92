/** A copy without what it has no use for: bench/, deploy/, docs/, findings/ and the like, and without notes. It takes minutes. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { deletable } from '../copy-of-project.ts'
import { copyFiles } from './copy.ts'

const copy = copyFiles()
removeNotes(readFileSync(join(copy.folder, 'README.md'), 'utf8'))
for (const folder of deletable) rmSync(join(copy.folder, folder), { recursive: true, force: true })

test('its endpoints are those of the lecture, and no package of a database is left', async () => {
  const { routes } = await import(join(copy.folder, 'src/routes.ts'))
  const { table, prepare } = await import(join(copy.folder, 'src/main.ts'))
  assert.deepEqual(Object.keys(table), Object.keys(routes))
  assert.equal(prepare, undefined)
  const { dependencies } = JSON.parse(readFileSync(join(copy.folder, 'package.json'), 'utf8'))
  assert.deepEqual([dependencies.kysely, dependencies.postgres], [undefined, undefined])
})

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

/** As README has it in one line; the packages stay installed, as the copy shares them with this project. */
function removeNotes(readme: string): void {
  const [, paths, packages] = /^rm -r (src\/state\.ts .*) && npm uninstall (.*)$/m.exec(readme) ?? []
  assert.ok(paths && packages, 'README has the line')
  execFileSync('rm', ['-r', ...paths.split(' ')], { cwd: copy.folder })
  const flags = ['uninstall', '--package-lock-only', '--no-audit', '--no-fund']
  execFileSync('npm', [...flags, ...packages.split(' ')], { cwd: copy.folder, stdio: 'pipe' })
}

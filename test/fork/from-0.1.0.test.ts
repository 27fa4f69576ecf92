/**
 * A fork of the real 0.1.0 takes the project as it stands by the `npm run upgrade` that it has, and makes the two edits of its
 * own files that CHANGELOG.md asks for.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { project } from '../copy-of-project.ts'
import { blocksOf } from '../pages/page.ts'
import { at, type Copy, copyProject, type Ended, needsGit } from './copy.ts'
import { commit, edit, grownFork, ownEndpoints, publish, upgrade, yours } from './grown-fork.ts'

/** The last commit whose src/main.ts took what it needs from six files of src/http/. */
const first = 'e353e23d694bc98af635a8ab2be0f30bf0d5015e'
const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')).template
const needsFirst = { skip: needsGit.skip || (!isInHistory(first) && `the history here has no ${first}`) }

const graded = "'--roster', '-'"
const gradedLocally = "'--roster', '-', '--allow-local'"

test('it upgrades without a conflict, and needs the edits that it shows', needsFirst, async t => {
  const [forMain = '', forRoutes = ''] = shownImports()
  const upstream = releases()
  const fork = await grownFork(upstream, './http/problem.ts')
  const { code, stdout, stderr } = await upgrade(fork, upstream)

  await t.test('it shows the edit, and ends at the check that asks for it', () => {
    assert.ok(stdout.startsWith(`## ${version}\n`), stdout)
    assert.ok(stdout.includes('\n### To do when you upgrade\n'))
    assert.ok(stdout.includes(`\n${forMain}`))
    assert.ok(stdout.includes(`\`${graded}\` in it is\n\`${gradedLocally}\``))
    assert.match(stdout, /From 0\.1\.0 to [\d.]+: \d+ files taken, \d+ removed, nothing committed\./)
    assert.match(stdout, /src\/main\.ts.* Cannot find module '\.\/http\/package\.ts'/)
    assert.doesNotMatch(stdout, /src\/(routes|average)\.ts.* error/)
    assert.match(stderr, /^\nnpm run check fails with the new version\./)
    assert.equal(code, 1)
  })

  await t.test('nothing of its own has changed', () => {
    assert.equal(fork.git('diff', '--name-only', 'HEAD', '--', ...yours), '')
  })

  await t.test('after the edits its checks and tests pass, with those of its endpoints', async () => {
    edit(fork, 'src/main.ts', importing(forMain))
    edit(fork, 'test/api/lecture.test.ts', text => text.replace(graded, gradedLocally))
    succeeded(await fork.run('npm', 'run', 'check'))
    const { stdout } = succeeded(await fork.run('npm', 'test'))
    for (const endpoint of ownEndpoints) assert.ok(stdout.includes(`✔ ${endpoint} answers example1`), stdout)
    assert.match(stdout, /✔ the average of one is itself/)
  })

  await t.test('npm test -- all names what still imports from files that may move', async () => {
    const { stdout } = await fork.run('npm', 'test', '--', 'http.test')
    for (const line of ['src/routes.ts:4', 'src/routes.ts:5', 'src/average.ts:1', 'README.md:71'])
      assert.match(stdout, new RegExp(`${line} imports src/http/\\w+\\.ts: .*src/http\\.ts`))
  })

  await t.test('what the changelog shows for the table, and the README for a Problem, does', async () => {
    edit(fork, 'src/routes.ts', importing(forRoutes))
    for (const file of ['src/average.ts', 'README.md'])
      edit(fork, file, text => text.replace('./http/problem.ts', './http.ts'))
    succeeded(await fork.run('node_modules/.bin/tsc', '-p', 'src', '--noEmit'))
    succeeded(await fork.run('node_modules/.bin/biome', 'check', 'src'))
    succeeded(await fork.run('npm', 'test', '--', 'http.test'))
  })
})

/** A bare repository with that commit as v0.1.0, and the project as it stands as the release that it says it is. */
function releases(): Copy {
  const copy = copyProject()
  const { folder, git } = copy
  const now = git('rev-parse', 'HEAD')
  git('checkout', '--quiet', '--orphan', 'history')
  git('rm', '-r', '--quiet', '--force', '.')
  const archive = execFileSync('git', ['archive', first], { cwd: project, maxBuffer: 64 * 1024 * 1024 })
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  takePackages(folder)
  commit(copy, 'First release')
  git('tag', 'v0.1.0')
  git('rm', '-r', '--quiet', '--force', '.')
  git('checkout', now, '--', '.')
  commit(copy, 'Second release')
  git('tag', `v${version}`)
  return publish(copy)
}

/** The first release with the packages of today, which are linked: others would have to be installed. */
function takePackages(folder: string): void {
  const [old, now] = [folder, project].map(at => JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')))
  const { dependencies, devDependencies, engines } = now
  const manifest = { ...old, dependencies, devDependencies, engines }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  writeFileSync(join(folder, 'package-lock.json'), readFileSync(join(project, 'package-lock.json')))
}

/** What CHANGELOG.md shows for src/main.ts, and below it for src/routes.ts. */
function shownImports(): string[] {
  const shown = blocksOf('CHANGELOG.md').map(({ text }) => text)
  return shown.filter(text => text.includes(`from './http.ts'`))
}

/** Puts lines in place of the imports from src/http/. */
function importing(lines: string): (text: string) => string {
  return text => text.replace(/(^import .* from '\.\/http\/.*'\n)+/m, lines)
}

function isInHistory(commit: string): boolean {
  try {
    at(project).git('merge-base', '--is-ancestor', commit, 'HEAD')
    return true
  } catch {
    return false
  }
}

function succeeded(ended: Ended): Ended {
  assert.equal(ended.code, 0, ended.stdout + ended.stderr)
  return ended
}

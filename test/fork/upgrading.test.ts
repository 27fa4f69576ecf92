/**
 * A fork that lives through an upgrade: made from a first release of this very project, with endpoints, a README and tests
 * of its own, it takes the next release, which is the project as it stands, and its checks and tests pass.
 */
import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Copy, copyProject, needsGit } from './copy.ts'
import { commit, edit, grownFork, ownEndpoints, publish, upgrade, yours } from './grown-fork.ts'

const notMachinery = ['README.md', 'package.json', 'package-lock.json', 'CHANGELOG.md', 'src', 'test/api']

test('it upgrades without a conflict, and all of its own is left alone', needsGit, async t => {
  const upstream = releases()
  const fork = await grownFork(upstream, './http.ts')
  const { code, stdout, stderr } = await upgrade(fork, upstream)
  assert.equal(code, 0, stdout + stderr)

  await t.test('it shows the changes, and the tests of the new endpoints among all others', () => {
    assert.match(stdout, /^## 99\.0\.0\n\n\* All that is new\./)
    for (const endpoint of ownEndpoints) {
      assert.ok(stdout.includes(`✔ ${endpoint} answers example1`), stdout)
    }
    assert.match(stdout, /✔ the average of one is itself/)
    assert.match(stdout, /ℹ fail 0\n.*All pass\./s)
  })

  await t.test('nothing of its own has changed', () => {
    assert.equal(fork.git('diff', '--name-only', 'HEAD', '--', ...yours), '')
    const { name, version, scripts } = JSON.parse(readFileSync(join(fork.folder, 'package.json'), 'utf8'))
    assert.deepEqual([name, version, scripts.mine], ['heart-rate', '3.1.4', 'echo mine'])
  })

  await t.test('all machinery is as the new release has it', () => {
    const others = notMachinery.map(path => `:!${path}`)
    assert.equal(fork.git('diff', '--name-only', 'refs/template/tags/v99.0.0', '--', '.', ...others), '')
    const machinery = ['src/http.ts', 'src/http', 'src/cluster', 'src/log.ts']
    assert.equal(fork.git('diff', '--name-only', 'refs/template/tags/v99.0.0', '--', ...machinery), '')
  })
})

/** A bare repository with this project as v99.0.0, and as v0.1.0 what it might have been before. */
function releases(): Copy {
  const copy = copyProject()
  const { folder, git } = copy
  const now = git('rev-parse', 'HEAD')
  git('checkout', '--quiet', '--orphan', 'history')
  edit(copy, 'Dockerfile', text => text.replace('STOPSIGNAL SIGTERM\n', ''))
  edit(copy, 'src/http/problem.ts', text => `// An older version.\n${text}`)
  edit(copy, 'client/main.ts', text => `// An older version.\n${text}`)
  edit(copy, '.github/workflows/ci.yml', text => text.replace('[20, 22, 24, 26]', '[20, 22, 24]'))
  edit(copy, 'package.json', text =>
    text.replace(/("template": \{\s+"version": )".*"/, '$1"0.1.0"').replace(/ {4}"format": .*\n/, ''),
  )
  writeFileSync(join(folder, 'src/http/legacy.ts'), 'export const legacy = true\n')
  rmSync(join(folder, 'src/http/metrics.ts'))
  edit(copy, 'CHANGELOG.md', () => '# Changelog\n\n## 0.1.0\n\n* The first.\n')
  commit(copy, 'First release')
  git('tag', 'v0.1.0')
  git('checkout', '--quiet', now, '--', '.')
  git('rm', '--quiet', 'src/http/legacy.ts')
  edit(
    copy,
    'CHANGELOG.md',
    text => `# Changelog\n\n## 99.0.0\n\n* All that is new.\n\n${text.replace(/^# .*\n/, '')}`,
  )
  commit(copy, 'Second release')
  git('tag', 'v99.0.0')
  return publish(copy)
}

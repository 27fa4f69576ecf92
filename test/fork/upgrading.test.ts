/**
 * A fork that lives through an upgrade: made from a first release of this very project, with endpoints, a README and tests
 * of its own, it takes the next release, which is the project as it stands, and its checks and tests pass.
 */
import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { at, type Copy, copyProject, needsGit } from './copy.ts'

const endpoints = `
  average: route('POST /average', {
    summary: 'Averages heart rates',
    body: z.object({ rates: z.array(z.number()).min(1) }),
    returns: z.object({ average: z.number() }),
    examples: [{ body: { rates: [60, 80] }, returns: { average: 70 } }],
    handler: ({ body: { rates } }) => ({ average: average(rates) }),
  }),
  patient: route('GET /patients/:id', {
    summary: 'Finds a patient',
    params: z.object({ id: z.coerce.number().int() }),
    returns: z.object({ id: z.number() }),
    examples: [{ params: { id: 7 }, returns: { id: 7 } }],
    handler: ({ params: { id } }) => ({ id }),
  }),
  units: route('GET /units', {
    summary: 'Names the units',
    returns: z.array(z.string()),
    examples: [{ returns: ['beats per minute'] }],
    handler: () => ['beats per minute'],
  }),
`
const ownTest = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { average } from '../../src/average.ts'

test('the average of one is itself', () => {
  assert.equal(average([5]), 5)
})
`
const notMachinery = ['README.md', 'package.json', 'package-lock.json', 'CHANGELOG.md', 'src', 'test/api']
const yours = ['src/routes.ts', 'src/average.ts', 'src/main.ts', 'README.md', 'test/api', 'LICENSE']

test('it upgrades without a conflict, and all of its own is left alone', needsGit, async t => {
  const upstream = releases()
  const fork = copyOfFirst(upstream)
  await growInto(fork)
  const { code, stdout, stderr } = await fork.run(
    'npm',
    'run',
    '-s',
    'upgrade',
    '--',
    '--from',
    upstream.folder,
  )
  assert.equal(code, 0, stdout + stderr)

  await t.test('it shows the changes, and the tests of the new endpoints among all others', () => {
    assert.match(stdout, /^## 0\.2\.0\n\n\* All that is new\./)
    for (const endpoint of ['POST /average', 'GET /patients/:id', 'GET /units']) {
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
    assert.equal(fork.git('diff', '--name-only', 'refs/template/tags/v0.2.0', '--', '.', ...others), '')
    const machinery = ['src/http', 'src/cluster', 'src/log.ts']
    assert.equal(fork.git('diff', '--name-only', 'refs/template/tags/v0.2.0', '--', ...machinery), '')
  })
})

/** A bare repository with this project as v0.2.0, and as v0.1.0 what it might have been before. */
function releases(): Copy {
  const copy = copyProject()
  const { folder, git } = copy
  const now = git('rev-parse', 'HEAD')
  git('checkout', '--quiet', '--orphan', 'history')
  edit(copy, 'Dockerfile', text => text.replace('STOPSIGNAL SIGTERM\n', ''))
  edit(copy, 'src/http/problem.ts', text => `// An older version.\n${text}`)
  edit(copy, 'client/main.ts', text => `// An older version.\n${text}`)
  edit(copy, '.github/workflows/ci.yml', text => text.replace('[20, 22, 24, 26]', '[20, 22, 24]'))
  edit(copy, 'package.json', text => text.replace(/ {4}"format": .*\n/, ''))
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
    text => `# Changelog\n\n## 0.2.0\n\n* All that is new.\n\n${text.replace(/^# .*\n/, '')}`,
  )
  commit(copy, 'Second release')
  git('tag', 'v0.2.0')
  const bare = mkdtempSync(join(tmpdir(), 'template-'))
  after(() => rmSync(bare, { recursive: true }))
  git('clone', '--quiet', '--bare', folder, bare)
  return at(bare)
}

/** What "Use this template" made of the first release. */
function copyOfFirst(upstream: Copy): Copy {
  const fork = copyProject()
  fork.git('fetch', '--quiet', upstream.folder, 'refs/tags/v0.1.0')
  fork.git('checkout', '--quiet', '--orphan', 'first')
  fork.git('rm', '-r', '--quiet', '--force', '.')
  fork.git('checkout', 'FETCH_HEAD', '--', '.')
  commit(fork, 'Initial commit')
  fork.git('branch', '--quiet', '--delete', '--force', 'main')
  return fork
}

async function growInto(fork: Copy): Promise<void> {
  const { folder } = fork
  const { code, stderr } = await fork.run(
    'npm',
    'run',
    '-s',
    'init',
    '--',
    '--name',
    'Grace',
    '--service',
    'heart-rate',
  )
  assert.equal(code, 0, stderr)
  edit(fork, 'src/routes.ts', text =>
    text
      .replace("import { distance } from './distance.ts'", "import { average } from './average.ts'\n$&")
      .replace('export const routes = {\n', `$&${endpoints.slice(1)}`),
  )
  writeFileSync(
    join(folder, 'src/average.ts'),
    'export function average(rates: number[]): number {\n  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length\n}\n',
  )
  writeFileSync(join(folder, 'test/api/average.test.ts'), ownTest)
  appendFileSync(join(folder, 'README.md'), '\n## For the clinic\n\nOurs.\n')
  edit(fork, 'package.json', text =>
    text
      .replace('"version": "0.1.0",\n  "desc', '"version": "3.1.4",\n  "desc')
      .replace('"scripts": {', '$&\n    "mine": "echo mine",'),
  )
  commit(fork, 'Measure hearts')
}

function edit({ folder }: Copy, file: string, change: (text: string) => string): void {
  const before = readFileSync(join(folder, file), 'utf8')
  const text = change(before)
  assert.notEqual(text, before, file)
  writeFileSync(join(folder, file), text)
}

function commit({ git }: Copy, message: string): void {
  git('add', '--all')
  git('commit', '--quiet', '--message', message)
}

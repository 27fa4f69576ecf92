/** `npm run upgrade`'s decisions, between a small template and small copies of it. The whole project's is in upgrading.test.ts. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { withoutCredentials, withoutCredentialsOf } from '../../scripts/upgrade/without-credentials.ts'
import { project } from '../copy-of-project.ts'
import { at, type Copy, needsGit, startHistory } from './copy.ts'

type Files = Record<string, string | undefined>

const parts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
const source = (change: Record<string, string> = {}) =>
  parts.map(part => `${change[part] ?? part}\n`).join('')
const scripts = { check: 'echo checked', test: 'echo tested' }

function manifest(changes: object = {}): string {
  const template = { version: '0.1.0', yours: ['README.md', 'src/routes.ts'] }
  return `${JSON.stringify({ name: 'template', version: '0.1.0', scripts, template, ...changes }, null, 2)}\n`
}

const first: Files = {
  '.gitignore': 'node_modules\n',
  'README.md': '# template\n',
  'package.json': manifest(),
  'src/routes.ts': 'the lecture\n',
  'src/http/app.ts': source(),
  'src/http/old.ts': 'old\n',
  'bench/run.ts': 'one\n',
  Dockerfile: 'FROM node:24\n',
}
const second: Files = {
  'CHANGELOG.md': '# Changes\n\n## Unreleased\n\n* Not yet.\n\n## 0.2.0\n\n* Faster.\n\n## 0.1.0\n\n* All.\n',
  'README.md': '# template, improved\n',
  'package.json': manifest({ scripts: { ...scripts, deploy: 'echo deployed' } }),
  'src/routes.ts': 'the lecture, improved\n',
  'src/http/app.ts': source({ two: 'TWO' }),
  'src/http/old.ts': undefined,
  'src/http/new.ts': 'new\n',
  'bench/run.ts': 'two\n',
  'bench/more.ts': 'more\n',
  Dockerfile: 'FROM node:26\n',
}

const template = needsGit.skip ? undefined : repository(first)
if (template) {
  template.git('tag', 'v0.1.0')
  change(template, second)
  template.git('tag', 'v0.2.0')
  template.git('tag', 'v0.3.0-rc.1')
}
const url = () => (template as Copy).folder

test('machinery comes, goes and changes with the template; what is yours stays', needsGit, async () => {
  const fork = copyOf({ 'README.md': '# mine\n', 'src/routes.ts': 'mine\n', 'src/mine.ts': 'mine\n' })
  const { code, stdout, stderr } = await upgrade(fork, '--from', url())
  assert.equal(code, 0, stderr)
  assert.deepEqual(
    ['src/http/app.ts', 'src/http/new.ts', 'Dockerfile'].map(file => textOf(fork, file)),
    [source({ two: 'TWO' }), 'new\n', 'FROM node:26\n'],
  )
  assert.equal(existsSync(join(fork.folder, 'src/http/old.ts')), false)
  assert.deepEqual(
    ['README.md', 'src/routes.ts', 'src/mine.ts'].map(file => textOf(fork, file)),
    ['# mine\n', 'mine\n', 'mine\n'],
  )
  assert.match(stdout, /^## 0\.2\.0\n\n\* Faster\.\nNote: src\/routes\.ts is yours and stays/)
  assert.match(stdout, /From 0\.1\.0 to 0\.2\.0: .* nothing committed\.\nchecked\ntested\n\nAll pass\./)
  assert.equal(fork.git('log', '--format=%s'), 'Change\nInitial commit')
})

test('the next time it knows where the template is, and that there is nothing to do', needsGit, async () => {
  const fork = copyOf()
  await upgrade(fork, '--from', url())
  commit(fork)
  assert.deepEqual(JSON.parse(textOf(fork, 'package.json')).template.repository, url())
  const { code, stdout } = await upgrade(fork)
  assert.deepEqual(
    [code, stdout],
    [0, '0.2.0 is the newest release of the template: there is nothing to do.\n'],
  )
})

test('a remote called upstream is the template', needsGit, async () => {
  const fork = copyOf()
  fork.git('remote', 'add', 'upstream', url())
  assert.equal((await upgrade(fork)).code, 0)
})

test('package.json keeps its name, version and own entries, and takes the template’s', needsGit, async () => {
  const own = { name: 'mine', version: '7.0.0', scripts: { ...scripts, check: 'echo mine', extra: 'x' } }
  const fork = copyOf({ 'package.json': manifest(own) })
  await upgrade(fork, '--from', url())
  const { name, version, scripts: merged, template } = JSON.parse(textOf(fork, 'package.json'))
  assert.deepEqual([name, version, template.version], ['mine', '7.0.0', '0.2.0'])
  assert.deepEqual(merged, { check: 'echo mine', test: 'echo tested', extra: 'x', deploy: 'echo deployed' })
})

test('other lines of a changed file are merged', needsGit, async () => {
  const fork = copyOf({ 'src/http/app.ts': source({ seven: 'mine' }) })
  assert.equal((await upgrade(fork, '--from', url())).code, 0)
  assert.equal(textOf(fork, 'src/http/app.ts'), source({ two: 'TWO', seven: 'mine' }))
})

test('the same lines are a conflict, of which nothing comes but its name', needsGit, async () => {
  const fork = copyOf({ 'src/http/app.ts': source({ two: 'mine' }) })
  const { code, stderr } = await upgrade(fork, '--from', url())
  assert.equal(code, 1)
  assert.match(stderr, /^Nothing was changed.*\n {2}src\/http\/app\.ts\nTake .*-- --overwrite/)
  assert.equal(fork.git('status', '--porcelain'), '')
})

test('a file that git leaves out is neither overwritten nor taken along', needsGit, async () => {
  const fork = copyOf({ '.gitignore': 'node_modules\nnew.ts\n' })
  writeFileSync(join(fork.folder, 'src/http/new.ts'), 'a token\n')
  const { code, stderr } = await upgrade(fork, '--from', url())
  assert.equal(code, 1)
  assert.match(stderr, /Nothing was changed: src\/http\/new\.ts is new in the template/)
  assert.equal(textOf(fork, 'src/http/new.ts'), 'a token\n')
  assert.equal(fork.git('status', '--porcelain'), '')
})

test('--overwrite takes the template’s version of them', needsGit, async () => {
  const fork = copyOf({ 'src/http/app.ts': source({ two: 'mine' }) })
  assert.equal((await upgrade(fork, '--from', url(), '--overwrite')).code, 0)
  assert.equal(textOf(fork, 'src/http/app.ts'), source({ two: 'TWO' }))
})

test('a file that package.json calls yours is kept out of it', needsGit, async () => {
  const yours = { template: { version: '0.1.0', yours: ['src/http/app.ts'] } }
  const fork = copyOf({ 'package.json': manifest(yours), 'src/http/app.ts': source({ two: 'mine' }) })
  assert.equal((await upgrade(fork, '--from', url())).code, 0)
  assert.equal(textOf(fork, 'src/http/app.ts'), source({ two: 'mine' }))
})

test('a folder that was deleted stays so, with the new files in it', needsGit, async () => {
  const fork = copyOf({ 'bench/run.ts': undefined, 'src/http/old.ts': undefined })
  const { code, stdout } = await upgrade(fork, '--from', url())
  assert.equal(code, 0)
  assert.match(stdout, /Note: bench\/run\.ts changed in the template and is deleted here\./)
  assert.equal(existsSync(join(fork.folder, 'bench/more.ts')), false)
})

test(
  'a copy made between two releases is compared with the commit that it was made from',
  needsGit,
  async () => {
    const between = repository(first)
    between.git('tag', 'v0.1.0')
    change(between, { 'src/http/app.ts': source({ two: 'Two' }) })
    const fork = copyOf({}, { ...first, 'src/http/app.ts': source({ two: 'Two' }) })
    change(between, { 'src/http/app.ts': source({ two: 'TWO' }) })
    between.git('tag', 'v0.2.0')
    assert.equal((await upgrade(fork, '--from', between.folder)).code, 0)
    assert.equal(textOf(fork, 'src/http/app.ts'), source({ two: 'TWO' }))
  },
)

test('0.10.0 is newer than 0.9.0', needsGit, async () => {
  const grown = repository(first)
  for (const tag of ['v0.1.0', 'v0.9.0', 'v0.10.0']) grown.git('tag', tag)
  const { stdout } = await upgrade(copyOf(), '--from', grown.folder)
  assert.match(stdout, /From 0\.1\.0 to 0\.10\.0/)
})

test('checks that fail afterwards end it with 1, and a way back', needsGit, async () => {
  const fork = copyOf({ 'package.json': manifest({ scripts: { ...scripts, check: 'exit 3' } }) })
  const { code, stderr } = await upgrade(fork, '--from', url())
  assert.equal(code, 1)
  assert.match(
    stderr,
    /npm run check fails with the new version\..* git reset --hard\n.* the changelog above says which\./,
  )
  fork.git('reset', '--hard')
  assert.equal(fork.git('status', '--porcelain'), '')
})

test('packages that cannot be installed leave everything as it was', needsGit, async () => {
  const broken = repository(first)
  broken.git('tag', 'v0.1.0')
  change(broken, { 'package.json': manifest({ dependencies: { nothing: 'file:./no-such-package.tgz' } }) })
  broken.git('tag', 'v0.2.0')
  const fork = copyOf()
  rmSync(join(fork.folder, 'node_modules'))
  const { code, stderr } = await upgrade(fork, '--from', broken.folder)
  assert.equal(code, 1)
  assert.match(stderr, /cannot be installed\. Nothing was changed/)
  assert.equal(fork.git('status', '--porcelain'), '')
})

/** Addresses with what lets somebody in, and without it. */
const addresses: [given: string, kept: string][] = [
  ['https://user:hunter2@host/t.git', 'https://host/t.git'],
  ['https://hunter2@host:8443/a/b@c.git', 'https://host:8443/a/b@c.git'],
  ['HTTPS://user:hun@ter2@host/t', 'HTTPS://host/t'],
  ['https://host/t.git?private_token=hunter2#x', 'https://host/t.git'],
  ['ssh://git:hunter2@host/t.git', 'ssh://git@host/t.git'],
  ['ssh://git@host:22/t.git', 'ssh://git@host:22/t.git'],
  ['git@host:owner/t.git', 'git@host:owner/t.git'],
  ['/a/folder@home', '/a/folder@home'],
  ['https://host/@scope/t', 'https://host/@scope/t'],
]
for (const [given, kept] of addresses) {
  test(`of ${given.replace('hunter2', 'SECRET')} ${kept} is kept`, () => {
    assert.equal(withoutCredentials(given), kept)
    assert.doesNotMatch(
      withoutCredentialsOf(given, `fatal: ${given}: hunter2 was refused`),
      /hunter2.*hunter2/,
    )
  })
}

test(
  'the user and the token of an address are in no file, in no commit to be and in no output',
  needsGit,
  async () => {
    const fork = copyOf()
    const given = `file://someone:hunter2@localhost${url()}`
    // git has no password for a file: this is where the server that knows it would be.
    fork.git('config', `url.file://${url()}.insteadOf`, given)
    const { code, stdout, stderr } = await upgrade(fork, '--from', given)
    assert.equal(code, 0, stderr)
    assert.equal(JSON.parse(textOf(fork, 'package.json')).template.repository, `file://localhost${url()}`)
    assert.doesNotMatch(stdout + stderr + fork.git('diff', '--cached'), /hunter2|someone/)
  },
)

test('an address that fails is told without its user and token', needsGit, async () => {
  const given = 'http://someone:hunter2@127.0.0.1:1/template.git?key=hunter2'
  const { code, stderr } = await upgrade(copyOf(), '--from', given)
  assert.equal(code, 1)
  assert.match(stderr, /^The template at http:\/\/127\.0\.0\.1:1\/template\.git cannot be fetched/)
  assert.doesNotMatch(stderr, /hunter2|someone/)
})

const refused: Record<string, [prepare: (fork: Copy) => string[], says: RegExp]> = {
  'a template that nobody named': [
    () => [],
    /^Where is the template .*\n {2}npm run upgrade -- --from https:/,
  ],
  'a tree with changes': [
    ({ folder }) => {
      writeFileSync(join(folder, 'new.ts'), '')
      return ['--from', url()]
    },
    /\?\? new\.ts\nCommit them first/,
  ],
  'a template that is not there': [() => ['--from', '/no/such/template'], /cannot be fetched.*\n.*does not/s],
  'a host that does not answer': [
    () => ['--from', 'http://127.0.0.1:1/template.git'],
    /cannot be fetched, so that nothing was changed:\n.*unable to access/,
  ],
  'a template without releases': [
    () => ['--from', repository(first).folder],
    /has no release, which is a tag/,
  ],
  'a copy of a release that the template does not have': [
    fork => {
      change(fork, { 'package.json': manifest({ template: { version: '0.0.7' } }) })
      return ['--from', url()]
    },
    /has no release v0\.0\.7, which package\.json says/,
  ],
}
for (const [what, [prepare, says]] of Object.entries(refused)) {
  test(`${what} is refused, and nothing changes`, needsGit, async () => {
    const fork = copyOf()
    const flags = prepare(fork)
    const before = fork.git('status', '--porcelain')
    const { code, stderr } = await upgrade(fork, ...flags)
    assert.equal(code, 1)
    assert.match(stderr, says)
    assert.equal(fork.git('status', '--porcelain'), before)
  })
}

function upgrade(fork: Copy, ...flags: string[]) {
  const tsx = join(project, 'node_modules/tsx/dist/loader.mjs')
  return fork.run('node', '--import', tsx, join(project, 'scripts/upgrade.ts'), ...flags)
}

/** A copy of the template's first release, as "Use this template" makes one, with changes of its own. */
function copyOf(changes: Files = {}, files = first): Copy {
  const fork = repository(files)
  symlinkSync(join(project, 'node_modules'), join(fork.folder, 'node_modules'))
  change(fork, changes)
  return fork
}

function repository(files: Files): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'upgrade-'))
  after(() => rmSync(folder, { recursive: true }))
  write(folder, files)
  const created = at(folder)
  startHistory(created)
  return created
}

function change(copy: Copy, changes: Files): void {
  if (Object.keys(changes).length === 0) return
  write(copy.folder, changes)
  commit(copy)
}

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    if (text === undefined) rmSync(file)
    else writeFileSync(file, text)
  }
}

function commit({ git }: Copy): void {
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Change')
}

function textOf({ folder }: Copy, file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}

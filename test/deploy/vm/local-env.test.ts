/** The file of --env on the laptop: whether it is there, who may read it, whether git has it. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

// By a name that the compiler does not follow: a copy that has deleted deploy/ still has this file.
const { readLocalEnv } = await import(join(import.meta.dirname, '../../../deploy/local-env.ts'))

const folder = mkdtempSync(join(tmpdir(), 'local-env-'))
const repository = join(folder, 'repository')
mkdirSync(repository)
git('init', '--quiet')
writeFileSync(join(repository, '.gitignore'), 'ignored.env\n')

after(() => rmSync(folder, { recursive: true }))

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: repository })
}

/** A file with one variable; 0600 unless said otherwise. */
function newFile(path: string, mode = 0o600): string {
  const file = join(folder, path)
  writeFileSync(file, 'A=1\n')
  chmodSync(file, mode)
  return file
}

test('a file that git ignores and nobody else reads is read without a warning', () => {
  const file = newFile('repository/ignored.env')
  assert.deepEqual(structuredClone(readLocalEnv(file)), { file, variables: { A: '1' }, warnings: [] })
})

test('so is one outside of every repository', () => {
  assert.deepEqual(readLocalEnv(newFile('outside.env')).warnings, [])
})

test('a file that others may read gets a warning with the command that ends that', () => {
  const file = newFile('open.env', 0o644)
  assert.deepEqual(readLocalEnv(file).warnings, [
    `others on this machine may read ${file}; chmod 600 ${file} ends that`,
  ])
})

test('a file that the next git add would take gets a warning', () => {
  const [warning] = readLocalEnv(newFile('repository/seen.env')).warnings
  assert.match(warning, /git add -A would put .*seen\.env into the repository; name it in \.gitignore/)
})

test('a file that git holds is refused, also through a link from elsewhere', () => {
  const file = newFile('repository/held.env')
  git('add', '--force', 'held.env')
  const link = join(folder, 'link.env')
  symlinkSync(file, link)
  for (const path of [file, link])
    assert.throws(() => readLocalEnv(path), {
      message: /is in the repository.*git rm --cached .*change the secrets/,
    })
})

test('a file that is not there is named', () => {
  assert.throws(() => readLocalEnv('no.env'), {
    message: '--env no.env: there is no such file. Nothing was deployed.',
  })
})

test('a folder is no file', () => {
  assert.throws(() => readLocalEnv(folder), {
    message: `--env ${folder}: it is a folder. Nothing was deployed.`,
  })
})

test('a name is looked up where the user is, not where npm starts the script', t => {
  const before = process.env.INIT_CWD
  t.after(() => {
    if (before === undefined) delete process.env.INIT_CWD
    else process.env.INIT_CWD = before
  })
  newFile('here.env')
  process.env.INIT_CWD = folder
  assert.deepEqual({ ...readLocalEnv('here.env').variables }, { A: '1' })
})

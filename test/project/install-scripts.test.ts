/** What a package brings to run at its installation does not run, for npm reads .npmrc in the project. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { after, test } from 'node:test'

const project = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'install-scripts-'))
after(() => rmSync(folder, { recursive: true }))

const trace = join(folder, 'trace').replaceAll('\\', '/')
const leaveTrace = `node --eval "fs.writeFileSync('${trace}', '')"`

/** Without what npm tells the programs that it runs of its own settings. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))

function npm(args: string[], cwd: string): string {
  const [command = '', ...rest] = args
  return execFileSync('npm', [command, '--offline', '--no-audit', '--no-fund', ...rest], {
    cwd,
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
}

/** A project with the settings of this one, and a package in it that has something to run. */
function projectWith(name: string): string {
  const home = join(folder, name)
  mkdirSync(join(home, 'loud'), { recursive: true })
  const scripts = { preinstall: leaveTrace, install: leaveTrace, postinstall: leaveTrace }
  writeFileSync(join(home, 'loud/package.json'), JSON.stringify({ name: 'loud', version: '1.0.0', scripts }))
  npm(['pack', '--silent', './loud'], home)
  cpSync(join(project, '.npmrc'), join(home, '.npmrc'))
  const own = { prepare: leaveTrace, start: 'node --print 6*7' }
  writeFileSync(
    join(home, 'package.json'),
    JSON.stringify({ dependencies: { loud: 'file:loud-1.0.0.tgz' }, scripts: own }),
  )
  return home
}

test('npm install, npm ci and npm install of one more package run none of it', () => {
  const home = projectWith('installed')
  for (const args of [['install'], ['ci'], ['install', './loud-1.0.0.tgz'], ['rebuild']]) {
    npm(args, home)
    assert.ok(existsSync(join(home, 'node_modules/loud/package.json')))
    assert.ok(!existsSync(trace), `npm ${args.join(' ')}`)
  }
})

/** With --prefix npm reads no file of this folder; images have none, and neither have the folders that scripts make. */
const withoutNpmrc = /^RUN .*\bnpm (ci|install)\b|\bnpm (ci|install) --(prefix|silent|no-audit)\b/

test('an installation where npm does not read .npmrc says --ignore-scripts itself', () => {
  const unsafe = filesThatInstall().flatMap(file =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => withoutNpmrc.test(line) && !line.includes('--ignore-scripts'))
      .map(line => `${relative(project, file)}: ${line.trim()}`),
  )
  assert.deepEqual(unsafe, [])
})

/** Whatever tells people or machines to install: images, pages, programs, workflows. */
function filesThatInstall(): string[] {
  const folders = ['.github', 'bench', 'deploy', 'docs', 'findings', 'scripts', 'test']
  const within = folders
    .map(folder => join(project, folder))
    .filter(folder => existsSync(folder))
    .flatMap(folder =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => join(folder, path)),
    )
    .filter(path => !path.includes('node_modules') && /(\.(md|[jt]s|sh|yml)|Dockerfile)$/.test(path))
  return [join(project, 'Dockerfile'), ...within].filter(
    path => path !== import.meta.filename && statSync(path).isFile(),
  )
}

test('what the project itself names goes on working', () => {
  assert.match(npm(['start'], projectWith('started')), /^42$/m)
})

test('no script of package.json counts on another one that npm would run before or behind it', () => {
  const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const besides = Object.keys(scripts).filter(
    name => name === 'prepare' || (/^(pre|post)/.test(name) && name.replace(/^(pre|post)/, '') in scripts),
  )
  assert.deepEqual(besides, [])
})

test('.npmrc, which git keeps, has no credentials in it', () => {
  const secret =
    /^.*(_auth|_authToken|_password|username|email|certfile|keyfile|key|cert)\s*=\s*(?!\$\{).*$/im
  assert.doesNotMatch(readFileSync(join(project, '.npmrc'), 'utf8'), secret)
})

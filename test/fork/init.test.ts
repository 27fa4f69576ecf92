/** `npm run init` in a real copy of the project. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { copyProject, type Ended, needsGit } from './copy.ts'

const copy = needsGit.skip ? undefined : copyProject()
const init = (...flags: string[]) => inCopy().run('npm', 'run', '--silent', 'init', '--', ...flags)

test('a copy has its names after it, and its checks and tests pass', needsGit, async () => {
  succeeded(await init('--name', 'Grace Hopper', '--service', 'first-name'))
  assert.deepEqual(changedFiles(), ['README.md', 'package-lock.json', 'package.json', 'src/routes.ts'])
  assert.match(text('src/routes.ts'), /returns: \{ name: 'Grace Hopper' \}.*\n.*\{ name: 'Grace Hopper' \}/)
  const lock = JSON.parse(text('package-lock.json'))
  assert.deepEqual([lock.name, lock.packages[''].name], ['first-name', 'first-name'])
  succeeded(await inCopy().run('npm', 'run', 'check'))
  succeeded(await inCopy().run('npm', 'test'))
})

test('to start again it wants the first names committed', needsGit, async () => {
  const { code, stderr } = await init('--name', 'Grace')
  assert.equal(code, 1)
  assert.match(stderr, /M README\.md\n.*Commit them first \(git add/s)
})

test('again with other names, it leaves nothing of the first', needsGit, async () => {
  commit()
  succeeded(await init('--name', 'Barbara Liskov', '--service', 'second-name'))
  const left = await inCopy().run('git', 'grep', '-l', '-e', 'first-name', '--', ':!test')
  assert.equal(left.stdout, '')
  assert.doesNotMatch(text('README.md'), /"name":"Grace/)
  assert.match(text('README.md'), /^# second-name\n/)
  assert.equal(text('src/routes.ts').match(/Barbara Liskov/g)?.length, 2)
})

test('again with the same names, it changes nothing', needsGit, async () => {
  commit()
  const { stdout } = succeeded(await init('--name', 'Barbara Liskov', '--service', 'second-name'))
  assert.match(stdout, /Nothing to change/)
  assert.deepEqual(changedFiles(), [])
})

for (const name of ["Conan O'Brien", '"A" $& $1 \\n', '李小龍 é😀', `both ' and ", \\`, 'x'.repeat(200)]) {
  test(`the name ${name} is answered as it was given, in code that the check takes`, needsGit, async () => {
    succeeded(await init('--name', name))
    const { stdout } = succeeded(
      await inCopy().run(
        ...(['node', '--import', 'tsx', '-e'] as const),
        "import('./src/routes.ts').then(m => console.log(JSON.stringify([m.routes.name.handler(), m.routes.name.examples[0].returns])))",
      ),
    )
    assert.deepEqual(JSON.parse(stdout), [{ name }, { name }])
    assert.ok(text('README.md').includes(JSON.stringify({ name })))
    succeeded(await inCopy().run('node_modules/.bin/biome', 'check', 'src', 'package.json'))
    inCopy().git('checkout', '--quiet', '.')
  })
}

const refused: Record<string, [flags: string[], says: RegExp]> = {
  'no flag, where there is no terminal to ask': [[], /^Say your name: npm run init -- --name "/],
  'an empty name': [['--name', ' '], /at least one character/],
  'a name with a line break': [['--name', 'a\nb'], /no line breaks/],
  'a service that npm refuses': [['--service', 'Heart Rate'], /Say heart-rate, for example/],
  'a service that cannot be mended': [['--service', '心'], /Say heart-rate, for example/],
  'a service called as one of its packages': [['--service', 'express'], /uses: choose another/],
  'a misspelt flag': [['--nam', 'x'], /'--nam'.*\nThe flags are --name/],
}
for (const [what, [flags, says]] of Object.entries(refused)) {
  test(`${what} is refused, and nothing changes`, needsGit, async () => {
    const { code, stderr } = await init(...flags)
    assert.equal(code, 1)
    assert.match(stderr, says)
    assert.deepEqual(changedFiles(), [])
  })
}

test('--help names the flags, and changes nothing', needsGit, async () => {
  const { stdout } = succeeded(await init('--help'))
  assert.match(stdout, /The flags are --name .*, --service .* and --no-notes/)
  assert.deepEqual(changedFiles(), [])
})

test('in a terminal it asks, and asks again where the answer cannot be', needsGit, async () => {
  // script(1) gives it a terminal.
  const init = spawn('script', ['-qec', 'npm run -s init', '/dev/null'], { cwd: inCopy().folder })
  const answers: [prompt: RegExp, answer: string][] = [
    [/Your name, for GET \/name: $/, ''],
    [/at least one character\.\s+Your name, for GET \/name: $/, 'Katherine'],
    [/name of the service \[copy-\w+\]: $/, 'Space Lab'],
    [/Say space-lab, for example\.\s+The name of the service .*: $/, 'space-lab'],
    [/Keep the notes.*\[Y\/n\]: $/, 'perhaps'],
    [/Say y or n\.\s+Keep the notes.*: $/, ''],
  ]
  let output = ''
  init.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += stripVTControlCharacters(text)
    const [prompt, answer] = answers[0] ?? []
    if (!prompt?.test(output)) return
    answers.shift()
    init.stdin.write(`${answer}\n`)
  })
  const [code] = await once(init, 'exit', { signal: AbortSignal.timeout(60_000) })
  assert.equal(code, 0, output)
  assert.match(text('package.json'), /"name": "space-lab"/)
  assert.match(text('src/routes.ts'), /name: 'Katherine'/)
  assert.ok(existsSync(join(inCopy().folder, 'src/notes.ts')))
  inCopy().git('checkout', '--quiet', '.')
})

test(
  'without notes it has the endpoints of the lecture, and its checks and tests pass',
  needsGit,
  async () => {
    const { stdout } = succeeded(await init('--no-notes'))
    assert.match(stdout, /Removed the notes and their database/)
    const left = await inCopy().run('git', 'ls-files', '--deleted')
    assert.ok(left.stdout.split('\n').includes('src/notes.ts'))
    succeeded(await inCopy().run('npm', 'run', 'check'))
    succeeded(await inCopy().run('npm', 'test'))
    inCopy().git('checkout', '--quiet', '.')
  },
)

test('a table without GET /name is left as it is', needsGit, async () => {
  writeFileSync(join(inCopy().folder, 'src/routes.ts'), text('src/routes.ts').replaceAll('/name', '/author'))
  commit()
  const { stdout } = succeeded(await init('--name', 'Grace', '--service', 'third-name'))
  assert.match(stdout, /has no GET \/name any more/)
  assert.ok(!changedFiles().includes('src/routes.ts'))
})

function inCopy() {
  assert.ok(copy)
  return copy
}

function text(file: string): string {
  return readFileSync(join(inCopy().folder, file), 'utf8')
}

function changedFiles(): string[] {
  return inCopy()
    .git('diff', '--name-only')
    .split('\n')
    .filter(file => file !== '')
}

function commit(): void {
  inCopy().git('commit', '--quiet', '--all', '--message', 'Make it mine')
}

function succeeded(ended: Ended): Ended {
  assert.equal(ended.code, 0, ended.stdout + ended.stderr)
  return ended
}

/** How the scripts of package.json serve and end, each in a copy of the project, which it may build in; pages/ types them as the pages do. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { freePort, until } from '../cluster/wait.ts'
import { copyOfProject } from '../copy-of-project.ts'

const copy = copyOfProject()
const routes = join(copy, 'src/routes.ts')
const table = readFileSync(routes, 'utf8')
/** Of what npm run dev prints. What it says on stderr before may be read after it. */
const lastLine = 'The server starts again when a file is saved.\n'

after(() => rmSync(copy, { recursive: true }))

test('npm run demo -- --once calls every endpoint, finds all of them right and ends', async t => {
  const { output, code } = await ended(npm(t, ['run', 'demo', '--', '--once'], await freePort()))
  assert.match(output, /\n(\d+) calls: \1 ok/, output)
  assert.equal(code, 0, output)
})

test('npm run demo goes on serving after the client is done, until Ctrl-C', async t => {
  const port = await freePort()
  const demo = npm(t, ['run', 'demo'], port)
  const output = collect(demo)
  await until('the end of the client', () => output().includes('until Ctrl-C'))
  assert.equal(await status(port, '/openapi.json'), 200)
  process.kill(-(demo.pid as number), 'SIGINT')
  await once(demo, 'exit')
  assert.equal(await status(port, '/openapi.json'), undefined)
})

test('npm run dev ends when its terminal is closed', async t => {
  const port = await freePort()
  const dev = npm(t, ['run', 'dev'], port)
  const output = collect(dev)
  await until('a server', () => output().includes('Listening at'))
  process.kill(-(dev.pid as number), 'SIGHUP')
  await until('a free port', async () => (await status(port, '/openapi.json')) === undefined)
})

for (const script of ['demo', 'start']) {
  test(`npm run ${script} on a port that is taken says by whom and what else to type, and compiles nothing`, async t => {
    const other = createServer(socket => socket.destroy()).listen(0, '0.0.0.0')
    t.after(() => other.close())
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    rmSync(join(copy, 'dist'), { recursive: true, force: true })
    const { output, code } = await ended(npm(t, ['run', script], port))
    const command = script === 'demo' ? 'npm run demo -- --port' : 'npm start -- --bind 0\\.0\\.0\\.0:'
    assert.match(
      output,
      new RegExp(
        `\\nPort ${port} is taken by .*node \\(pid ${process.pid}\\)\\. Stop it .*: ${command} ?\\d+\\n$`,
      ),
    )
    assert.equal(existsSync(join(copy, 'dist')), false)
    assert.equal(code, 1)
  })
}

test('npm start -- --check-config needs no port', async t => {
  const other = createServer().listen(0, '0.0.0.0')
  t.after(() => other.close())
  await once(other, 'listening')
  const { output } = await ended(
    npm(t, ['start', '--', '--check-config'], (other.address() as { port: number }).port),
  )
  assert.match(output, /The settings are valid and the app loads\./)
})

test('npm start compiles, serves on PORT, and ends with its npm', async t => {
  const port = await freePort()
  const start = npm(t, ['start', '--', '--workers', '1'], port)
  await until('a server', async () => (await status(port, '/openapi.json')) === 200)
  start.kill('SIGTERM')
  await until('the end of the server', async () => (await status(port, '/openapi.json')) === undefined)
})

const hasCompileCache = 'enableCompileCache' in module
test('npm start keeps what V8 compiles for the next one', { skip: !hasCompileCache && 'no Node 22' }, () => {
  assert.notEqual(readdirSync(join(copy, 'dist/compiled')).length, 0)
})

test('npm run dev serves with readable logs, and again after a file is saved', async t => {
  const port = await freePort()
  const output = collect(npm(t, ['run', 'dev'], port))
  await until('a server', async () => (await status(port, '/openapi.json')) === 200)
  await until('a readable line of the access log', () =>
    /INFO.*: GET \/openapi\.json 200 in [\d.]+ ms/.test(output()),
  )

  appendFileSync(routes, '// saved\n')
  await until('a second start', () => output().match(/Listening at/g)?.length === 2)
  await until('a server again', async () => (await status(port, '/openapi.json')) === 200)
})

test('npm run dev says each fault of the table once, and then what to do', async t => {
  const entry =
    "late: route('GET /late/:by', { summary: '', returns: z.string(), examples: [], handler: () => '' }),"
  inTable(t, entry)
  const output = collect(npm(t, ['run', 'dev'], await freePort()))
  await until('why, and its last line', () => ['late (GET', lastLine].every(text => output().includes(text)))
  const says = /late \(GET \/late\/:by\): params lacks .*; late \(GET \/late\/:by\): it has no example/g
  assert.equal(output().match(says)?.length, 1, output())
  assert.equal(output().match(/GET \/late/g)?.length, 2, output())
})

test('npm run dev says of a name that stands twice in the table where it stands', async t => {
  const entry =
    "name: route('GET /late', { summary: '', returns: z.string(), examples: [{ returns: '' }], handler: () => '' }),"
  const line = inTable(t, entry)
  const output = collect(npm(t, ['run', 'dev'], await freePort()))
  const second = readFileSync(routes, 'utf8').split('\n').indexOf("  name: route('GET /name', {") + 1
  const says = `src/routes.ts:${second}: Duplicate key "name" in object literal (The original key "name" is here: line ${line})\n`
  await until('what it says of the name', () => output().includes(says))
})

test('npm run dev says of a forgotten comma where it is missing', async t => {
  const entry =
    "late: route('GET /late', { summary: '', returns: z.string(), examples: [{ returns: '' }], handler: () => '' })"
  const line = inTable(t, entry)
  const output = collect(npm(t, ['run', 'dev'], await freePort()))
  await until('its last line', () => output().includes(lastLine))
  assert.match(output(), new RegExp(`',' expected\\. Is the ',' missing at the end of line ${line}\\?\n`))
})

test('npm run dev says nothing of the code where another thing fails', async t => {
  const other = createServer(socket => socket.destroy()).listen(0, '0.0.0.0')
  t.after(() => other.close())
  await once(other, 'listening')
  const output = collect(npm(t, ['run', 'dev'], (other.address() as { port: number }).port))
  await until('why, and its last line', () =>
    ['Connection in use', lastLine].every(text => output().includes(text)),
  )
  assert.doesNotMatch(output(), /expected/)
})

test('npm run dev tells which fields of an answer returns leaves out', async t => {
  const entry =
    "late: route('GET /late', { summary: '', returns: z.object({}), examples: [{ returns: {} }], handler: () => ({ secret: 1 }) }),"
  inTable(t, entry)
  const port = await freePort()
  const output = collect(npm(t, ['run', 'dev'], port))
  await until('an answer', async () => (await status(port, '/late')) === 200)
  await until('what it says of the field', () => /late .* leaves secret out of its answer/.test(output()))
})

test('npm test of code that cannot be compiled says where, once', async t => {
  appendFileSync(routes, 'const a = ;\n')
  const { output, code } = await ended(npm(t, ['test'], await freePort()))
  writeFileSync(routes, table)
  assert.equal(output.match(/routes\.ts:\d+:10: ERROR/g)?.length, 1, output)
  assert.doesNotMatch(output, /^ +at /m)
  assert.equal(code, 1)
})

test('npm run check refuses an import that nothing uses, and npm run format mends it', async t => {
  const file = join(copy, 'src/unused.ts')
  writeFileSync(file, "import { z } from 'zod'\nimport './distance.ts'\n")
  const { output, code } = await ended(npm(t, ['run', 'check'], 0))
  const mended = await ended(npm(t, ['run', 'format'], 0))
  const after = readFileSync(file, 'utf8')
  rmSync(file)
  assert.match(output, /noUnusedImports.*\nnpm run format mends [^\n]*\n$/s)
  assert.equal(code, 1)
  assert.equal(mended.code, 0, mended.output)
  assert.equal(after, "import './distance.ts'\n")
})

test('npm run format ends by saying that what it may not mend is left to you', async t => {
  const file = join(copy, 'src/unused.ts')
  writeFileSync(file, 'const unused = 1\nexport {}\n')
  const { output, code } = await ended(npm(t, ['run', 'format'], 0))
  rmSync(file)
  assert.match(
    output,
    /noUnusedVariables.*\nnpm run format has mended what it may\. [^\n]* above say where\.\n$/s,
  )
  assert.equal(code, 1)
})

/** Puts a line first into the table of the copy, until the test ends. @returns its number */
function inTable(t: TestContext, entry: string): number {
  const start = 'export const routes = {\n'
  writeFileSync(
    routes,
    table.replace(start, () => `${start}${entry}\n`),
  )
  t.after(() => writeFileSync(routes, table))
  return table.slice(0, table.indexOf(start)).split('\n').length + 1
}

/**
 * Runs npm in a process group of its own, as a terminal would, and ends that with the test: an `npm run dev` of an earlier test
 * would start again with each change of the copy.
 */
function npm(t: TestContext, args: string[], port: number): ChildProcess {
  const { NODE_TEST_CONTEXT, LOG_LEVEL, ...env } = process.env
  const child = spawn('npm', args, { cwd: copy, detached: true, env: { ...env, PORT: String(port) } })
  t.after(() => endGroup(child.pid))
  return child
}

/** What a program has written so far, to either stream. */
function collect({ stdout, stderr }: ChildProcess): () => string {
  let output = ''
  for (const stream of [stdout, stderr]) stream?.setEncoding('utf8').on('data', text => (output += text))
  return () => output
}

async function ended(child: ChildProcess): Promise<{ output: string; code: number | null }> {
  const output = collect(child)
  await once(child, 'close')
  return { output: output(), code: child.exitCode }
}

async function status(port: number, path: string): Promise<number | undefined> {
  return fetch(`http://127.0.0.1:${port}${path}`).then(
    answer => answer.status,
    () => undefined,
  )
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

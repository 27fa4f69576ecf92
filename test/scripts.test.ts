/** What the README tells people to type, typed. Each command runs in a copy of the project, which it may build in. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { freePort, until } from './cluster/wait.ts'

const project = resolve(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'scripts-'))
for (const part of ['src', 'client', 'scripts', 'package.json', 'tsconfig.json']) {
  cpSync(join(project, part), join(copy, part), { recursive: true })
}
symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'))

const started: ChildProcess[] = []
after(() => {
  for (const { pid } of started) endGroup(pid)
  rmSync(copy, { recursive: true })
})

test('npm run demo -- --once calls every endpoint, finds all of them right and ends', async () => {
  const { output, code } = await ended(npm(['run', 'demo', '--', '--once'], await freePort()))
  assert.match(output, /\n(\d+) calls: \1 ok/, output)
  assert.equal(code, 0, output)
})

test('npm run demo goes on serving after the client is done, until Ctrl-C', async () => {
  const port = await freePort()
  const demo = npm(['run', 'demo'], port)
  const output = collect(demo)
  await until('the end of the client', () => output().includes('until Ctrl-C'))
  assert.equal(await status(port, '/health'), 200)
  process.kill(-(demo.pid as number), 'SIGINT')
  await once(demo, 'exit')
  assert.equal(await status(port, '/health'), undefined)
})

test('npm run demo on a port that is taken says so in one line, and calls nobody', async () => {
  const other = createServer(socket => socket.destroy()).listen(0, '0.0.0.0')
  await once(other, 'listening')
  const { output, code } = await ended(
    npm(['run', 'demo', '--', '--once'], (other.address() as { port: number }).port),
  )
  other.close()
  assert.match(output, /in use.*another program listens there/)
  assert.doesNotMatch(output, /\d+ calls?:/)
  assert.equal(code, 1)
})

test('npm start compiles, serves on PORT, and ends with its npm', async () => {
  const port = await freePort()
  const start = npm(['start', '--', '--workers', '1'], port)
  await until('a server', async () => (await status(port, '/health')) === 200)
  start.kill('SIGTERM')
  await until('the end of the server', async () => (await status(port, '/health')) === undefined)
})

test('npm run dev serves with readable logs, and again after a file is saved', async () => {
  const port = await freePort()
  const output = collect(npm(['run', 'dev'], port))
  await until('a server', async () => (await status(port, '/health')) === 200)
  await until('a readable line of the access log', () =>
    /INFO.*: GET \/health 200 in [\d.]+ ms/.test(output()),
  )

  const table = join(copy, 'src/routes.ts')
  writeFileSync(table, readFileSync(table, 'utf8').replaceAll('/health', '/saved'))
  await until('the saved route', async () => (await status(port, '/saved')) === 200)
})

/** Runs npm in a process group of its own, as a terminal would. */
function npm(args: string[], port: number): ChildProcess {
  const { NODE_TEST_CONTEXT, LOG_LEVEL, ...env } = process.env
  const child = spawn('npm', args, { cwd: copy, detached: true, env: { ...env, PORT: String(port) } })
  started.push(child)
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

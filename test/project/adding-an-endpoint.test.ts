/**
 * Adding an endpoint is one entry in one file: a copy of the project gets the README's example entry in its
 * src/routes.ts, and everything else must know of it.
 */
import assert from 'node:assert/strict'
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { freePort, until } from '../cluster/wait.ts'
import { copyOfProject, project } from '../copy-of-project.ts'

const run = promisify(execFile)
const copy = copyOfProject()
const port = await freePort()
const base = `http://127.0.0.1:${port}`
const example = { age: 20, rate: 120 }
let server: ChildProcess | undefined

const readme = readFileSync(join(project, 'README.md'), 'utf8')
const entry = /```ts\n(tachycardic: route\(.*?)```/s.exec(readme)?.[1]
/** A fork's README need not show it. */
const shown = { skip: entry === undefined && 'the README shows no entry named tachycardic' }

before(async () => {
  if (entry === undefined) return
  addToTable(entry)
  server = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'src/cluster/cli.ts',
      'src/main.ts:app',
      '--bind',
      `127.0.0.1:${port}`,
      '--workers',
      '1',
    ],
    { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  await until('a server that answers', () =>
    fetch(`${base}/openapi.json`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
})

after(() => {
  server?.kill('SIGKILL')
  rmSync(copy, { recursive: true })
})

test('the compiler accepts it', shown, async () => {
  await run('node_modules/.bin/tsc', ['-p', 'src', '--noEmit'], { cwd: copy })
})

test('the server answers it', shown, async () => {
  const answer = await post(example)
  assert.equal(answer.status, 200)
  assert.deepEqual(await answer.json(), { tachycardic: true })
})

test('the server validates it', shown, async () => {
  const answer = await post({ age: -1, rate: 'fast' })
  assert.equal(answer.status, 400)
  const { errors } = (await answer.json()) as { errors: { where: string }[] }
  assert.deepEqual(
    errors.map(({ where }) => where),
    ['body.age', 'body.rate'],
  )
})

test('the OpenAPI document, which the docs page shows, describes it with its example', shown, async () => {
  const document = await fetch(`${base}/openapi.json`).then(answer => answer.json() as Promise<OpenApi>)
  const { examples } = document.paths['/tachycardic']?.post?.requestBody.content['application/json'] ?? {}
  assert.deepEqual(examples, { example1: { value: example } })
})

test('the client calls it and finds its answer right', shown, async () => {
  const { stdout } = await run(process.execPath, ['client/start.js', base], { cwd: copy })
  assert.match(stdout, /✓ POST \/tachycardic +200 OK/)
})

test('the contract tests have one for it', shown, async () => {
  const { NODE_TEST_CONTEXT, ...env } = process.env
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'test/run.ts', 'api/contract'], {
    cwd: copy,
    env,
  })
  assert.match(stdout, /✔ POST \/tachycardic/)
})

type OpenApi = {
  paths: Record<
    string,
    { post?: { requestBody: { content: Record<string, { examples: Record<string, { value: unknown }> }> } } }
  >
}

function addToTable(entry: string): void {
  const file = join(copy, 'src/routes.ts')
  const table = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    table.replace('export const routes = {\n', start => `${start}  ${entry}\n`),
  )
}

function post(body: unknown): Promise<Response> {
  return fetch(`${base}/tachycardic`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { freePort } from './lecture-server.ts'
import { runClient } from './run-client.ts'

/** The API as it is started in development, on a free port. */
let server: ChildProcess
let host = ''

before(async () => {
  host = `127.0.0.1:${await freePort()}`
  const args = ['--import', 'tsx', 'src/cluster/cli.ts', '--bind', host, '--workers', '2', 'src/main.ts:app']
  server = spawn(process.execPath, args, { stdio: 'ignore' })
})

after(async () => {
  if (server.exitCode !== null || !server.kill('SIGTERM')) return
  await once(server, 'exit')
})

test('every operation that our API publishes is called, and answers as its examples say', async () => {
  const { code, stdout } = await runClient([host, '--wait=60', '--json'])
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.equal(code, 0, stdout)
  assert.ok(lines.length > 6, 'at least six calls and a summary')
  assert.deepEqual(
    lines.slice(0, -1).filter(({ ok }) => ok !== true),
    [],
  )
})

test("the lecture's own list holds for our API as well", async () => {
  const { code, stdout } = await runClient(['--roster', '-', '--wait=60'], { input: `${host} ours` })
  assert.equal(code, 0, stdout)
})

test('npm hands a positional host through', async () => {
  const child = spawn('npm', ['run', '--silent', 'client', host], { stdio: 'ignore' })
  assert.deepEqual(await once(child, 'exit'), [0, null])
})

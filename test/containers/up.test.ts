/** `docker compose up`, as a user types it, with the client's output read from the terminal. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import type { Routes } from '../../src/http/route.ts'
import { routes } from '../../src/routes.ts'
import { docker, newProject } from './docker.ts'

// The image has a database, whatever Node runs this test. Nothing calls it here.
process.env.DATABASE_URL ||= 'postgres://nobody@nowhere/nothing'
/** A copy of an earlier release exports only the app. */
const main: { app: unknown; table?: Routes } = await import('../../src/main.ts')
const { table = routes } = main

const project = await newProject('up')
const examples = Object.values<Routes[string]>(table).flatMap(route => route.examples)

after(() => project.remove())

/** Compose moves the cursor about even when its output is no terminal. */
function clientLines(output: string): string[] {
  return [...stripVTControlCharacters(output).matchAll(/^client-1 +\| ?(.*)$/gm)].map(([, line = '']) => line)
}

test('up --exit-code-from client prints a call for every example of the API, and ends with 0', async () => {
  const { code, stdout, stderr } = await project.compose('up', '--build', '--exit-code-from', 'client')
  const lines = clientLines(stdout)
  assert.equal(code, 0, stderr)
  assert.equal(lines.filter(line => /^✓ [A-Z]+ \/\S* +\d{3} /.test(line)).length, examples.length, stdout)
  assert.ok(lines.some(line => line.startsWith(`${examples.length} calls: ${examples.length} ok`)))
})

test('up alone goes on serving after the client is done, until it is interrupted', async () => {
  const up = project.start('up')
  const ended = once(up, 'exit')
  for await (const line of createInterface({ input: up.stdout ?? process.stdin })) {
    if (/client-1 exited with code/.test(line)) {
      assert.match(stripVTControlCharacters(line), /^client-1 exited with code 0$/)
      break
    }
  }
  const answer = await fetch(`${project.url}/openapi.json`)
  assert.equal(answer.status, 200)
  assert.equal(up.exitCode, null)
  up.kill('SIGINT')
  await ended
  const api = await docker(['inspect', '--format', '{{.State.ExitCode}}', await project.container('api')])
  assert.equal(api.stdout.trim(), '0')
})

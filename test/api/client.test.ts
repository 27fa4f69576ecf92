/** The client against this API, whatever its routes are. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runClient } from '../client/run-client.ts'
import { serve } from '../client/servers.ts'
import { credentials } from './credentials.ts'
import { app, table } from './service.ts'

const examples = Object.values(table).flatMap(route => route.examples)

test('every operation that our API publishes is called, and answers as its examples say', async t => {
  const signIn = Object.entries(credentials).map(([name, value]) => `--header=${name}: ${value}`)
  const { code, stdout } = await runClient([await serve(t, app), '--wait=60', '--json', ...signIn])
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
  const calls = lines.slice(0, -1)
  const failed = calls.filter(({ ok }) => ok !== true)
  const hint = 'If a guard refuses it, test/api/credentials.ts says what the tests sign in with.'
  assert.equal(code, 0, [...failed.map(inWords), hint].join('\n'))
  assert.deepEqual(failed, [])
  assert.equal(calls.length, examples.length)
})

type Call = { call: string; status?: number; problems?: string[] }

/** A call that failed, on one line: what it got, and what is wrong with that. */
function inWords({ call, status = 0, problems = [] }: Call): string {
  return `${call} answered ${status}: ${problems.join('; ')}`
}

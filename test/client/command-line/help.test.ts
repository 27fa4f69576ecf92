import assert from 'node:assert/strict'
import { test } from 'node:test'
import { help } from '../../../client/command-line/help.ts'
import { parseFlags } from '../../../client/command-line/parse-flags.ts'
import { runClient } from '../run-client.ts'

test('--help tells the defaults that hold', () => {
  const { timeout, wait } = parseFlags(['--wait'], {})
  assert.match(help(), new RegExp(`--timeout SECONDS +for each call, ${timeout} unless given`))
  assert.match(help(), new RegExp(`--wait\\[=SECONDS\\] +first waits .*, ${wait} s unless given`))
})

test('--help lists the flags', async () => {
  const { code, stdout } = await runClient(['--help'])
  assert.equal(code, 0)
  for (const flag of [
    '--spec',
    '--contract',
    '--only',
    '--safe',
    '--list',
    '--repeat',
    '--wait',
    '--timeout',
    '--bearer',
    '--user',
    '--header',
    '--roster',
    '--jobs',
    '--verbose',
    '--json',
    '--csv',
    '--bom',
  ]) {
    assert.ok(stdout.includes(flag), flag)
  }
})

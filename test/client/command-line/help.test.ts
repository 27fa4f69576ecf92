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

test('--help lists a flag with its value in one column, what it does in another, and no flag twice', () => {
  assert.match(help(), /^ {2}--only TEXT {13}only calls whose method and path contain TEXT/m)
  assert.match(help(), /^ {2}--repeat N {14}makes all calls .*,\n {26}and says which worker answered/m)
  assert.match(help(), /^ {2}--api-key NAME=VALUE {4}sends the API key/m)
  assert.match(help(), /^ {2}--verbose {15}requests and headers/m)
  const names = help().match(/^ {2}--[\w-]+/gm) ?? []
  assert.equal(new Set(names).size, names.length)
})

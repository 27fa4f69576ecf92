import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Flag, longName } from '../../../src/cluster/settings/flag-types.ts'
import { flags } from '../../../src/cluster/settings/flags.ts'
import { help, settingsList } from '../../../src/cluster/settings/help.ts'
import { readOptions } from '../../../src/cluster/settings/options.ts'

test('--help names every flag', () => {
  for (const [key, flag] of Object.entries<Flag<unknown>>(flags)) {
    assert.match(help(), new RegExp(`--${longName(key, flag)}\\b`))
  }
})

test('--print-config shows every setting and where it comes from', () => {
  const { sources } = readOptions(['--timeout', '7'], { WEB_CONCURRENCY: '3' })
  const list = settingsList(sources)
  assert.match(list, /^timeout += 7 +\(--timeout\)$/m)
  assert.match(list, /^workers += 3 +\(WEB_CONCURRENCY\)$/m)
  assert.match(list, /^keep-alive += 5 +\(default\)$/m)
  assert.equal(list.split('\n').length, Object.keys(flags).length)
})

test('--print-config shows a carriage return of a value escaped', () => {
  const { sources } = readOptions([], { FORWARDED_ALLOW_IPS: '10.0.0.1\r' })
  assert.match(settingsList(sources), /^forwarded-allow-ips += 10\.0\.0\.1\\r +\(FORWARDED_ALLOW_IPS\)$/m)
})

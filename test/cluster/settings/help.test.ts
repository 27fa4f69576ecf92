import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Flag, longName } from '../../../src/cluster/settings/flag-types.ts'
import { flags } from '../../../src/cluster/settings/flags.ts'
import { help, settingsList, version } from '../../../src/cluster/settings/help.ts'
import { readOptions } from '../../../src/cluster/settings/options.ts'
import { project } from '../../copy-of-project.ts'

test('--help names every flag', () => {
  for (const [key, flag] of Object.entries<Flag<unknown>>(flags)) {
    assert.match(help(), new RegExp(`--${longName(key, flag)}\\b`))
  }
})

const rows = [
  '-w, --workers INT|auto  Worker processes; … [$WEB_CONCURRENCY or auto]',
  '-t, --timeout SECONDS  A worker … [30]',
  '--forwarded-allow-ips LIST  Proxies … [$FORWARDED_ALLOW_IPS]',
  "-p, --pid FILE  File for the supervisor's process id",
  '-h, --help  Print this, and exit',
]
for (const row of rows) {
  test(`--help has the row ${row}`, () => {
    const [start = '', end = ''] = row.split('…')
    const lines = help()
      .split('\n')
      .map(line => line.trim().replace(/ {2,}/, '  '))
    assert.ok(lines.some(line => line.startsWith(start) && line.endsWith(end) && (end || line === start)))
  })
}

test('the texts of --help stand in one column, below a flag that is too long for it', () => {
  const [, , ...lines] = help().split('\n')
  const forms = /^( {2}-.{29} {2}\S.*| {2}--\S{20,} \S+| {34}\S.*|)$/
  assert.deepEqual(
    lines.filter(line => !forms.test(line)),
    [],
  )
})

test('--version is that of package.json, and of Node', () => {
  const { name, version: own } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  assert.equal(version(), `${name} ${own} (Node ${process.versions.node})`)
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

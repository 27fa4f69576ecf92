/** docs/operations.md has each flag, and the limits that hold unless somebody says otherwise. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Flag, longName } from '../../../src/cluster/settings/flag-types.ts'
import { flags } from '../../../src/cluster/settings/flags.ts'
import { project } from '../../copy-of-project.ts'

const file = join(project, 'docs/operations.md')
const page = existsSync(file) ? readFileSync(file, 'utf8') : ''
const ofPage = { skip: page === '' && 'there is no docs/' }

const defaults = new Map(
  Object.entries<Flag<unknown>>(flags).map(([key, flag]) => [longName(key, flag), flag.default]),
)

test('docs/operations.md names every flag', ofPage, () => {
  const names = new Set([...page.matchAll(/`[^`]*?--([\w-]+)/g)].map(([, name = '']) => name))
  assert.deepEqual(
    [...defaults.keys()].filter(name => !names.has(name)),
    [],
  )
})

test('the limits of docs/operations.md are those of the flags', ofPage, () => {
  const limits = [...page.matchAll(/^\|[^|]*\| `--([\w-]+)` \| (\d+)( bytes)? \|/gm)]
  assert.ok(limits.length >= 9)
  for (const [, name = '', limit] of limits) assert.equal(limit, defaults.get(name), name)
})

test('a request is bounded without any flag: its line, its fields, its header and its time', () => {
  for (const name of ['limit-request-line', 'limit-request-fields', 'limit-request-field_size'])
    assert.ok(Number(defaults.get(name)) > 0, name)
  for (const name of ['headers-timeout', 'request-timeout']) assert.ok(Number(defaults.get(name)) > 0, name)
})

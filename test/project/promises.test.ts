/** SECURITY.md names the tests that hold its promises. A copy may have a page of its own, without them. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { project } from '../copy-of-project.ts'

const page = join(project, '.github/SECURITY.md')
const text = existsSync(page) ? readFileSync(page, 'utf8') : ''
const promised = text.split(/^## /m).find(section => section.startsWith('What is promised\n')) ?? ''

describe('what SECURITY.md promises', { skip: promised === '' && 'there is no such page' }, () => {
  for (const promise of promised.split(/^\* (?=\*\*)/m).slice(1)) {
    const [, title = ''] = /^\*\*(.+?)\.?\*\*/.exec(promise) ?? []
    const [, held = ''] = /^ {2}Held by (.*)/ms.exec(promise) ?? []
    const named = [...held.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)

    test(`${title} is held by tests, which it names`, () => {
      assert.notEqual(named.length, 0)
    })

    for (const path of named)
      test(`${title} names ${path}, where there are tests`, () => assert.ok(hasTests(path)))
  }
})

/** Whether this is a file of tests, or a folder with one. */
function hasTests(path: string): boolean {
  const place = join(project, path)
  if (!path.startsWith('test/') || !existsSync(place)) return false
  const files = statSync(place).isFile() ? [path] : readdirSync(place, { encoding: 'utf8', recursive: true })
  return files.some(file => file.endsWith('.test.ts'))
}

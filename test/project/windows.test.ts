/** What Windows needs of the project, as far as another system can tell; a job of ci.yml runs it there. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { project } from '../copy-of-project.ts'
import { takesPosix } from '../posix-only.ts'

const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))

/** What cmd.exe, by which npm runs scripts there, passes on as it is or does not know. */
const ofPosixShells: [what: string, spelling: RegExp][] = [
  ['quotes of one stroke', /'/],
  ['variables', /\$/],
  ['values of variables before a command', /(^|&&|\|\|?|\() *\w+=/],
  ['commands between backticks', /`/],
  ['a semicolon between commands', /;/],
  ['commands of its own', /(^|&&|\|\|?|\() *(exec|export|source|test|trap|rm|cp|mv|mkdir|cat|true|false)\b/],
]

describe('the scripts of package.json', () => {
  for (const [what, spelling] of ofPosixShells) {
    test(`have nothing that only a POSIX shell knows: ${what}`, () => {
      const found = Object.keys(scripts).filter(name => spelling.test(withoutQuoted(scripts[name])))
      assert.deepEqual(found, [])
    })
  }

  test('have nothing in double quotes that cmd.exe replaces', () => {
    const found = Object.keys(scripts).filter(name => /[%^!]/.test(scripts[name]))
    assert.deepEqual(found, [])
  })
})

describe('the tests that are left out on Windows', () => {
  const files = readdirSync(join(project, 'test'), { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.test.ts') && !file.includes('node_modules/'),
  )

  test('are those of the server, and not those of the API', () => {
    assert.match(takesPosix('cluster/supervisor/signals.test.ts') ?? '', /signals/)
    assert.deepEqual(
      files.filter(file => file.startsWith('api/') && takesPosix(file) !== undefined),
      [],
    )
  })

  test('leave most tests of the client and of the routes', () => {
    const kept = files.filter(file => /^(client|http)\//.test(file) && takesPosix(file) === undefined)
    assert.ok(kept.length > 100, `${kept.length} files`)
  })
})

/** Both shells take what stands in double quotes for a text, but for what the last test of the scripts names. */
function withoutQuoted(script: string): string {
  return script.replace(/"[^"$`\\]*"/g, '""')
}

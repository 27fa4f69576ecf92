/** What git leaves out, so that nobody publishes it unawares. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

const ignored = readFileSync(resolve(import.meta.dirname, '../../.gitignore'), 'utf8').split('\n')

for (const pattern of ['*.env', '.env.*', '*.pem', '.npmrc']) {
  test(`git leaves out ${pattern}, where passwords, keys and tokens lie`, () => {
    assert.ok(ignored.includes(pattern), ignored.join('\n'))
  })
}

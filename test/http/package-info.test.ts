import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { packageInfo } from '../../src/http/package-info.ts'
import { project } from '../copy-of-project.ts'

test('the docs are called as package.json calls the service, and have its version', () => {
  const { name, version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  assert.deepEqual(packageInfo(), { title: name, version })
})

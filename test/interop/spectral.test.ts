/** Spectral, which lints the document by its own rules for OpenAPI. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFile } from '../client/temporary-file.ts'
import type { Ended } from '../fork/copy.ts'
import { apps, documentOf } from './apps.ts'
import { runTool } from './tools.ts'

for (const { app } of apps) {
  test(`Spectral finds no fault with the document of ${app}`, async t => {
    const { code, stdout, stderr } = await lint(await temporaryFile(t, 'openapi.json', await documentOf(app)))
    assert.equal(code, 0, stdout + stderr)
  })
}

test('Spectral finds fault with a path whose parameter is not declared', async t => {
  const paths = { '/hello/{name}': { get: { responses: { 200: { description: 'OK' } } } } }
  const document = { openapi: '3.1.1', info: { title: 'Sample', version: '1.2.3' }, paths }
  const { code, stdout } = await lint(await temporaryFile(t, 'openapi.json', JSON.stringify(document)))
  assert.equal(code, 1)
  assert.match(stdout, / error +path-params /)
})

function lint(file: string): Promise<Ended> {
  const ruleset = join(import.meta.dirname, 'spectral.yaml')
  return runTool('spectral', 'lint', file, '--ruleset', ruleset, '--fail-severity', 'warn')
}

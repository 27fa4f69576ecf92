import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'

// By names that the compiler does not follow: a copy that has deleted deploy/ still has this file.
const deploy = join(import.meta.dirname, '../../../deploy')
const { explain } = await import(join(deploy, 'explain.ts'))
const { askRegistry } = await import(join(deploy, 'registry.ts'))

const vm = { host: 'vm', destination: 'vcm@vm' }

/** What Docker prints of a step of a build that fails: its output, and the command. */
function failedStep(output: string): string {
  return `#5 ${output}\n#5 ERROR: process "/bin/sh -c ${askRegistry}" did not complete successfully\n`
}

test('a registry that does not answer is the reason why a build failed', () => {
  assert.match(String(explain(failedStep('20.1 no answer of the npm registry'), vm)), /^vm does not reach/)
})

test('the registry is not the reason where the step that asks it failed for another one', () => {
  assert.equal(explain(failedStep('mount source: "overlay": invalid argument'), vm), undefined)
})

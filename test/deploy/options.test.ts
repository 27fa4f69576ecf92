import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'

// By a name that the compiler does not follow: a copy that has deleted deploy/ still has this file.
const { readOptions } = await import(join(import.meta.dirname, '../../deploy/options.ts'))

test('a wrong value is shown with its carriage return escaped', () => {
  assert.throws(() => readOptions(['--port', '5000\r', 'host']), /^Failure: --port takes .*; got "5000\\r"\./)
})

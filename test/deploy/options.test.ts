import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOptions } from '../../deploy/options.ts'

test('a wrong value is shown with its carriage return escaped', () => {
  assert.throws(() => readOptions(['--port', '5000\r', 'host']), /^Failure: --port takes .*; got "5000\\r"\./)
})

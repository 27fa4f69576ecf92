import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paintFor } from '../../../client/report/colour.ts'

test('colour is for terminals that can show it, unless the environment decides', () => {
  const coloured = (isTTY: boolean, environment: Record<string, string>) =>
    paintFor({ isTTY }, environment)('red', 'x') !== 'x'
  assert.equal(coloured(true, {}), true)
  assert.equal(coloured(false, {}), false)
  assert.equal(coloured(true, { NO_COLOR: '1' }), false)
  assert.equal(coloured(true, { TERM: 'dumb' }), false)
  assert.equal(coloured(false, { FORCE_COLOR: '1' }), true)
})

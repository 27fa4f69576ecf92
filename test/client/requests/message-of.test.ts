import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageOf } from '../../../client/requests/message-of.ts'

test('whatever was thrown has words', () => {
  assert.deepEqual([new TypeError('no'), 'odd', undefined, null].map(messageOf), [
    'no',
    'odd',
    'undefined',
    'null',
  ])
})

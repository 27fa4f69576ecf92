import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageOf } from '../../src/cluster/failure.ts'

test('a message of several lines is one line of a log, without the ends of lines', () => {
  assert.equal(
    messageOf(new Error('PORT is wrong\r\n  KEY is missing\n')),
    'Error: PORT is wrong KEY is missing',
  )
})

test('a carriage return of a value is shown, also at the end of a message', () => {
  assert.equal(
    messageOf(new TypeError('invalid IP address: 10.0.0.1\r')),
    'TypeError: invalid IP address: 10.0.0.1\\r',
  )
})

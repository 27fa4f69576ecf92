import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printable } from '../src/printable.ts'

test('what steers a terminal is shown as JSON writes it', () => {
  assert.equal(
    printable('5000\r\n\t\u001b[2K\u007f\u009b\u2028\u202e'),
    String.raw`5000\r\n\t\u001b[2K\u007f\u009b\u2028\u202e`,
  )
})

test('all else stays as it is', () => {
  const text = 'Grüße, "世界" 👋 C:\\data'
  assert.equal(printable(text), text)
})

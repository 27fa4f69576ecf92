import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isShortOfFiles, residentMemory } from '../../src/cluster/resident-memory.ts'

test('a process knows the bytes of memory that it has', () => {
  assert.ok(Number(residentMemory()) > 10 * 2 ** 20)
})

test('descriptors are short where the process or the machine has none left', () => {
  assert.deepEqual(['EMFILE', 'ENFILE', 'ENOMEM', 0].map(isShortOfFiles), [true, true, false, false])
})

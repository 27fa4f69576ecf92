import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createQuickStatements } from '../../../src/database/quick-statements.ts'

test('a statement is not taken for quick before it has been', () => {
  const quick = createQuickStatements()
  assert.equal(quick.has('select 1'), false)
  quick.note('select 1', 2)
  assert.equal(quick.has('select 1'), true)
})

test('what counts is its last time', () => {
  const quick = createQuickStatements()
  quick.note('select 1', 2)
  quick.note('select 1', 200)
  assert.equal(quick.has('select 1'), false)
  quick.note('select 1', 2)
  assert.equal(quick.has('select 1'), true)
})

test('however many texts there are, only so many are kept', () => {
  const quick = createQuickStatements()
  const texts = Array.from({ length: 5000 }, (_, index) => `select ${index}`)
  for (const text of texts) quick.note(text, 2)
  assert.equal(texts.filter(quick.has).length, 1000)
})

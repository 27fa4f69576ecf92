import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences } from '../../../client/judge/compare.ts'

test('equal values do not differ, in whatever order their fields stand', () => {
  assert.deepEqual(differences({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] }), [])
})

test('numbers within 1e-9 relative are equal, as two right formulas may differ in the last digit', () => {
  assert.deepEqual(differences({ distance: 3.605551275463989 }, { distance: 3.6055512754639896 }), [])
})

test('numbers further apart differ', () => {
  assert.deepEqual(differences({ distance: 3.605551275463989 }, { distance: 3.60555 }), [
    'distance: expected 3.605551275463989, got 3.60555',
  ])
})

test('a number and the text of that number differ, and the type is named', () => {
  assert.deepEqual(differences({ distance: 5 }, { distance: '5' }), [
    'distance is a string: expected 5, got "5"',
  ])
})

test('further fields are allowed', () => {
  assert.deepEqual(differences({ name: 'Ada' }, { name: 'Ada', born: 1815 }), [])
})

test('a missing field is named, with what is there instead', () => {
  assert.deepEqual(differences({ message: 'Hi' }, { messege: 'Hi' }), [
    'message is missing in {"messege":"Hi"}',
  ])
})

test('a field that only the prototype has is missing', () => {
  assert.deepEqual(differences({ toString: 1 }, {}), ['toString is missing in {}'])
})

test('the place of a difference is named', () => {
  assert.deepEqual(differences({ a: { b: [1, 2] } }, { a: { b: [1, 3] } }), ['a.b[1]: expected 2, got 3'])
})

test('lists of different lengths differ as a whole', () => {
  assert.deepEqual(differences({ a: [1, 2] }, { a: [1] }), ['a: expected [1,2], got [1]'])
})

test('null is no object', () => {
  assert.deepEqual(differences({ a: 1 }, null), ['the answer is null: expected {"a":1}, got null'])
})

test('what varies may differ or be missing, and the rest may not', () => {
  const expected = { id: 1, made: { at: 'x', by: 'Ada' }, 'a/b': [1, 2] }
  const varies = ['/id', '/made/at', '/a~1b/1']
  assert.deepEqual(differences(expected, { id: 2, made: { by: 'Ada' }, 'a/b': [1, 3] }, varies), [])
  assert.deepEqual(differences(expected, { id: 2, made: { at: 'y', by: 'Bob' }, 'a/b': [0, 3] }, varies), [
    'made.by: expected "Ada", got "Bob"',
    'a/b[0]: expected 1, got 0',
  ])
})

test('a value that varies as a whole may be any', () => {
  assert.deepEqual(differences({ id: 1 }, 'x', ['']), [])
})

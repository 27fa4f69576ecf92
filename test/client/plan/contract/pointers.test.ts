/** JSON pointers of `expect` lead to what their key is about: a slip would change nothing, and all servers would pass. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Expectation } from '../../../../client/call.ts'
import { refuseWrongPointers } from '../../../../client/plan/contract/pointers.ts'

const keys = ['varies', 'anyOrder', 'ignoreCase', 'contains', 'filledIn'] as const
const value = { a: ['x'] }

for (const key of keys) {
  for (const pointer of ['a', '#/a', '/a~2', '/a~', '$.a']) {
    test(`${key} refuses ${pointer}, which is no JSON pointer`, () => {
      const reason = { name: 'UsageError', message: /^c: expect\.\w+ has ".+", which is no JSON Pointer/ }
      assert.throws(
        () => refuseWrongPointers({ value: { ...value, [pointer]: 'x' }, [key]: [pointer] }, 'c'),
        reason,
      )
    })
  }

  for (const pointer of ['/b', '/a/1', '/a/0/b', '/a/length', '/A']) {
    test(`${key} refuses ${pointer}, which leads nowhere in ${JSON.stringify(value)}`, () => {
      const reason = {
        name: 'UsageError',
        message: /^c: expect\.\w+ has "\/.+", but no [a-z ]+ stands there in expect\.value/,
      }
      assert.throws(() => refuseWrongPointers({ value, [key]: [pointer] }, 'c'), reason)
    })
  }

  test(`${key} refuses a pointer where nothing is expected of the body`, () => {
    assert.throws(() => refuseWrongPointers({ [key]: ['/a'] }, 'c'), { name: 'UsageError' })
  })

  test(`${key} refuses the second pointer of two`, () => {
    const first = key === 'anyOrder' ? '/a' : '/a/0'
    assert.doesNotThrow(() => refuseWrongPointers({ value, [key]: [first] }, 'c'))
    assert.throws(() => refuseWrongPointers({ value, [key]: [first, '/b'] }, 'c'), { message: /has "\/b"/ })
  })
}

test('what varies may be null', () => {
  assert.doesNotThrow(() => refuseWrongPointers({ value: { id: null }, varies: ['/id'] }, 'c'))
})

test('a name with a slash and a tilde is written with escapes', () => {
  assert.doesNotThrow(() => refuseWrongPointers({ value: { 'a/~': 1 }, varies: ['/a~1~0'] }, 'c'))
})

describe('filledIn', () => {
  const named: [expect: Expectation, pointer: string][] = [
    [{ value: { id: 1 }, schema: { properties: { name: { type: 'string' } } } }, '/name'],
    [{ schema: { required: ['name'] } }, '/name'],
    [{ schema: { properties: { name: true } } }, '/name'],
    [{ schema: { properties: { name: { type: ['string', 'null'] } } } }, '/name'],
    [{ schema: { properties: { a: { items: { properties: { b: {} } } } } } }, '/a/0/b'],
    [{ schema: { prefixItems: [{ type: 'integer' }, { type: 'string' }] } }, '/1'],
    [{ schema: { allOf: [{ anyOf: [{ properties: { name: {} } }] }] } }, '/name'],
    [
      { schema: { $ref: '#/$defs/a', $defs: { a: { properties: { name: {}, next: { $ref: '#' } } } } } },
      '/next/name',
    ],
    [{ schema: { $ref: '#named', $defs: { a: { $anchor: 'named' } } } }, '/name'],
    [{ schema: { patternProperties: { '^n': {} } } }, '/name'],
    [{ schema: { additionalProperties: { type: 'string' } } }, '/name'],
    [{ schema: { const: { name: 'Ada' } } }, '/name'],
    [{ schema: { enum: [{}, { name: 'Ada' }] } }, '/name'],
    [{ schema: { properties: { name: { enum: [1, 'Ada'] } } } }, '/name'],
    [{ schema: { items: {} } }, '/10'],
    [{ schema: { $ref: 'names.json#/name' } }, '/name'],
    [{ schema: { type: 'string' } }, ''],
    [{ value: 'Ada', json: true }, ''],
  ]
  for (const [expect, pointer] of named) {
    test(`takes ${JSON.stringify(pointer)} of ${JSON.stringify(expect)}`, () => {
      assert.doesNotThrow(() => refuseWrongPointers({ ...expect, filledIn: [pointer] }, 'c'))
    })
  }

  const unnamed: [expect: Expectation, pointer: string][] = [
    [{ schema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } }, '/nam'],
    [{ schema: { properties: { name: { type: 'integer' } } } }, '/name'],
    [{ schema: { properties: { name: { enum: [1, 2] } } } }, '/name'],
    [{ schema: { items: { properties: { name: {} } } } }, '/name'],
    [{ schema: { properties: { name: { type: 'integer' } }, required: ['name'] } }, '/name'],
    [{ schema: { patternProperties: { '^n': {} } } }, '/title'],
    [{ schema: { const: { name: 1 } } }, '/name'],
    [{ schema: { items: {} } }, '/a0'],
    [{ schema: { items: {} } }, '/0a'],
    [{ schema: { $ref: '#' } }, '/name'],
    [{ schema: true }, '/name'],
    [{ schema: {} }, '/name'],
    [{ value: { name: 1 } }, '/name'],
    [{ value: 'Ada' }, ''],
  ]
  for (const [expect, pointer] of unnamed) {
    test(`refuses ${JSON.stringify(pointer)} of ${JSON.stringify(expect)}`, () => {
      assert.throws(() => refuseWrongPointers({ ...expect, filledIn: [pointer] }, 'c'), {
        name: 'UsageError',
      })
    })
  }
})

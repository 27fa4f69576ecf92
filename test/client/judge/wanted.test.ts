import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Expectation } from '../../../client/call.ts'
import { wantedShape } from '../../../client/judge/wanted.ts'
import { unreadable } from '../unreadable.ts'

const long = 'x'.repeat(80)
const type = 'string'

const shapes: [what: string, expect: Expectation, shape: string][] = [
  ['a value', { value: { a: [1, { b: 'c' }] } }, '{"a":[1,{"b":"c"}]}'],
  ['a value, rather than its schema', { value: 5, schema: { type } }, '5'],
  ['a value of 80 characters', { value: 'x'.repeat(78) }, `"${'x'.repeat(78)}"`],
  ['a longer text', { value: long }, '"…"'],
  ['a longer list', { value: [long] }, '[…]'],
  [
    'a longer object by its fields',
    { value: { name: long, 'a"b': 1, list: [1], none: null, inner: { a: 1 } } },
    '{"name":"…","a\\"b":1,"list":[…],"none":null,"inner":{…}}',
  ],
  ['nothing for one with too many fields', { value: { [long]: 1 } }, ''],
  ['a type', { schema: { type: 'integer' } }, '0'],
  [
    'the fields of a schema',
    {
      schema: {
        type: 'object',
        properties: { a: { type }, b: { properties: { c: { type: 'array' } } }, d: true },
      },
    },
    '{"a":"…","b":{"c":[…]},"d":…}',
  ],
  [
    'an object, a truth',
    { schema: { properties: { a: { type: 'object' }, b: { type: 'boolean' } } } },
    '{"a":{…},"b":true}',
  ],
  ['nothing for a schema of too many fields', { schema: { properties: { [long]: { type } } } }, ''],
  ['nothing for several types', { schema: { type: [type, 'null'] } }, ''],
  ['nothing for a type that is none', { schema: { type: 'toString' } }, ''],
  ['nothing for a schema that says nothing', { schema: true }, ''],
  ['nothing for a schema that describes too much', unreadable.expect ?? {}, ''],
  ['nothing without a schema', {}, ''],
]

for (const [what, expect, shape] of shapes) {
  test(`the shape that is wanted is ${what}`, () => assert.equal(wantedShape(expect), shape))
}

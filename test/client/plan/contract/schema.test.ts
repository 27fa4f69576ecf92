/** A contract's schema is its author's own: what of it would check nothing is an error. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseContract } from '../../../../client/plan/contract.ts'

const read = (expect: object) =>
  parseContract(JSON.stringify([{ method: 'GET', path: '/', expect }]), 'c.json')

const refused: [schema: unknown, reason: RegExp][] = [
  [{ type: 'strng' }, /^call 1 of c\.json: expect\.schema has type "strng", which must be null, boolean, /],
  [{ type: ['string', 'nul'] }, /has type \["string","nul"\], which must be/],
  [{ requird: ['zz'] }, /has "requird", which checks nothing: is "required" meant\?$/],
  [{ Required: ['zz'] }, /is "required" meant/],
  [{ itmes: {} }, /is "items" meant/],
  [{ propertys: {} }, /is "properties" meant/],
  [{ minLenght: 1 }, /is "minLength" meant/],
  [{ maximun: 1 }, /is "maximum" meant/],
  [{ anyof: [{}] }, /is "anyOf" meant/],
  [{ ref: '#' }, /is "\$ref" meant/],
  [{ tpye: 'string' }, /is "type" meant/],
  [{ required: 'name' }, /has required "name", which must be a list of names/],
  [{ properties: { name: { required: true } } }, / at \/properties\/name has required true/],
  [{ minimum: '1' }, /has minimum "1", which must be a number/],
  [{ maxLength: -1 }, /has maxLength -1, which must be a whole number/],
  [{ pattern: '(?i)a' }, /has pattern "\(\?i\)a", which must be a regular expression of JavaScript/],
  [{ patternProperties: { '(': {} } }, /has patternProperties "\(", which must be a regular expression/],
  [{ maxLegth: 1 }, /is "maxLength" meant/],
  [{ format: 'ipv4s' }, /has format "ipv4s": is "ipv4" meant/],
  [{ format: 'emial' }, /has format "emial": is "email" meant/],
  [{ properties: { name: 'string' } }, / at \/properties\/name is "string", which is no schema/],
  [{ properties: [] }, /has properties \[\], which must be an object of schemas/],
  [{ items: 'string' }, / at \/items is "string", which is no schema/],
  [{ items: { type: 'strng' } }, / at \/items has type/],
  [{ anyOf: [] }, /has anyOf \[\], which must be a list of schemas/],
  [{ allOf: {} }, /has allOf \{\}, which must be a list of schemas/],
  [{ anyOf: [{}, { not: { type: 'x' } }] }, / at \/anyOf\/1\/not has type "x"/],
  [{ $defs: { a: { type: 'x' } } }, / at \/\$defs\/a has type "x"/],
  [{ additionalProperties: 'false' }, / at \/additionalProperties is "false", which is no schema/],
  [{ $ref: '#/$defs/a' }, /has a \$ref that leads nowhere: "#\/\$defs\/a"$/],
  [{ properties: { a: { $ref: 'other.json' } } }, /leads nowhere: "other\.json"/],
  [{ $ref: 'http://[' }, /has a \$ref that leads nowhere/],
  [{ $ref: '#' }, /cannot be checked: it refers to itself without end/],
]

for (const [schema, reason] of refused) {
  test(`${JSON.stringify(schema)} is refused with a reason`, () => {
    assert.throws(() => read({ schema }), { name: 'UsageError', message: reason })
  })
}

test('the schema of items is checked as well', () => {
  const types = ['text/event-stream']
  const reason = /expect\.itemSchema has type "objct"/
  assert.throws(() => read({ types, itemSchema: { type: 'objct' } }), { name: 'UsageError', message: reason })
})

test('the schema of items is taken where one of the types is a stream', () => {
  assert.ok(read({ types: ['application/json', 'text/event-stream'], itemSchema: {} }))
})

test('the schema of items is where its references begin only for $defs', () => {
  const inner = { properties: { a: {}, b: { $ref: '#/properties/a' } } }
  assert.ok(read({ schema: inner }))
  assert.throws(() => read({ types: ['text/event-stream'], itemSchema: inner }), { message: /leads nowhere/ })
  const defined = { $ref: '#/$defs/a', $defs: { a: { type: 'object' } } }
  assert.ok(read({ types: ['text/event-stream'], itemSchema: defined }))
})

const taken: unknown[] = [
  true,
  {},
  { type: ['string', 'null'] },
  { properties: { requird: { type: 'string' }, type: { enum: ['strng'] } } },
  { const: { requird: 1 }, default: { type: 'strng' }, examples: [{ minLenght: 1 }] },
  { 'x-requird': 1, title: 'a', description: 'b', example: 1, note: 'c', author: 'd' },
  { 'x-minLength': 1 },
  { format: 'int32' },
  { format: 'uuid4' },
  { items: [{ type: 'string' }] },
  { properties: { '(': {} }, patternProperties: { '^a': {} } },
  { $defs: { a: { properties: { next: { $ref: '#/$defs/a' } } } }, $ref: '#/$defs/a' },
  { $defs: { a: { $anchor: 'named' } }, $ref: '#named' },
  { pattern: '^user-{{run}}$', minimum: '{{run:number}}', const: '{{run}}' },
]

for (const schema of taken) {
  test(`${JSON.stringify(schema)} is taken`, () => {
    assert.ok(read({ schema }))
  })
}

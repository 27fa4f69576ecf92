import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleOf } from '../../../../client/plan/openapi/example.ts'

const written = (value: unknown) => ({ value, invented: false })
const invented = (value: unknown) => ({ value, invented: true })

const cases: [title: string, schema: unknown, expected: unknown][] = [
  ['an example comes before a default', { type: 'string', example: 'e', default: 'd' }, written('e')],
  ['the first of several examples is taken', { type: 'string', examples: ['one', 'two'] }, written('one')],
  ['a default comes before an enum', { enum: ['a', 'b'], default: 'b' }, invented('b')],
  ['a const is taken', { const: 7 }, invented(7)],
  ['the first value of an enum is taken', { type: 'string', enum: ['red', 'blue'] }, invented('red')],
  ['a string is made up', { type: 'string' }, invented('string')],
  ['a string is as long as it must be', { type: 'string', minLength: 8 }, invented('stringxx')],
  ['a string is no longer than it may be', { type: 'string', maxLength: 3 }, invented('str')],
  ['a string has its format', { type: 'string', format: 'date' }, invented('2024-02-29')],
  ['a number lies above its minimum', { type: 'number', minimum: 10 }, invented(10)],
  ['a whole number lies above an excluded minimum', { type: 'integer', exclusiveMinimum: 10 }, invented(11)],
  ['a number lies below its maximum', { type: 'number', maximum: -5 }, invented(-5)],
  ['a type that may be null is not', { type: ['null', 'boolean'] }, invented(true)],
  [
    'a list has as many items as it must',
    { type: 'array', items: { example: 3 }, minItems: 2 },
    written([3, 3]),
  ],
  [
    'a pair has its items in order',
    { type: 'array', prefixItems: [{ example: 1 }, { example: 2 }] },
    written([1, 2]),
  ],
  [
    'an object has the fields that it must have',
    { type: 'object', properties: { a: { example: 1 }, b: { type: 'string' } }, required: ['a'] },
    written({ a: 1 }),
  ],
  [
    'an object with one made-up field is made up',
    { properties: { a: { example: 1 }, b: { type: 'string' } }, required: ['a', 'b'] },
    invented({ a: 1, b: 'string' }),
  ],
  [
    'allOf is merged',
    {
      allOf: [
        { type: 'object', properties: { a: { example: 1 } }, required: ['a'] },
        { properties: { b: { example: 2 } }, required: ['b'] },
      ],
    },
    written({ a: 1, b: 2 }),
  ],
  ['the first alternative is taken', { oneOf: [{ example: 1 }, { example: 2 }] }, written(1)],
]

for (const [title, schema, expected] of cases) {
  test(title, () => assert.deepEqual(exampleOf({}, schema), expected))
}

test('a local reference is followed', () => {
  const document = { components: { schemas: { 'a/b~c': { example: 'here' } } } }
  assert.deepEqual(exampleOf(document, { $ref: '#/components/schemas/a~1b~0c' }), written('here'))
})

const unusable: [title: string, schema: unknown, reason: string][] = [
  ['a pattern that nothing fits', { type: 'string', pattern: '^q(?!x)x$' }, 'its pattern'],
  ['a pattern that is none', { type: 'string', pattern: '(?i)string' }, 'its pattern'],
  [
    'a format that is shorter than it must be',
    { type: 'string', format: 'date', minLength: 20 },
    'its format and its length',
  ],
  ['limits that leave no number', { type: 'integer', minimum: 1.2, maximum: 1.8 }, 'its limits'],
  [
    'more different items than there are',
    { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 3 },
    'its uniqueItems',
  ],
  ['a keyword that no value here has', { type: 'string', not: { type: 'string' } }, 'its not'],
  [
    'a reference to another server',
    { $ref: 'http://example.com/#/a' },
    'its reference leads to nothing in this document',
  ],
  ['a missing schema', undefined, 'it has no schema'],
  ['a false schema', false, 'no value is allowed'],
]

for (const [title, schema, reason] of unusable) {
  test(`${title} is a reason why there is no example`, () =>
    assert.deepEqual(exampleOf({}, schema), { why: reason, at: [] }))
}

test('the reason names the field that has no value', () => {
  const tag = { type: 'string', pattern: '^q(?!x)x$' }
  const schema = { required: ['a'], properties: { a: { required: ['tag'], properties: { tag } } } }
  assert.deepEqual(exampleOf({}, schema), { why: 'its pattern', at: ['a', 'tag'] })
})

test('a schema that must contain itself has no example', () => {
  const Node = { type: 'object', properties: { next: { $ref: '#/Node' } }, required: ['next'] }
  const made = exampleOf({ Node }, { $ref: '#/Node' })
  assert.equal('why' in made && made.why, 'it contains itself')
})

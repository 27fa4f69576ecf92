import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSchema } from '../../../client/judge/schema-check.ts'
import { standaloneSchema } from '../../../client/plan/openapi/schema.ts'

const unchecked: [schema: object, right: unknown][] = [
  [{ pattern: '(?i)^abc$' }, 'x'],
  [{ pattern: '^[0-9]+\\Z' }, '12'],
  [{ pattern: '^[[:alpha:]]+$' }, 'x'],
  [{ pattern: '(?P<year>\\d+)' }, 'x'],
  [{ pattern: 5 }, 'x'],
  [{ type: 'any' }, 1],
  [{ type: ['string', 'file'] }, 1],
  [{ type: [] }, 1],
  [{ required: true }, {}],
  [{ required: ['a', 5] }, { a: 1 }],
  [{ dependentRequired: ['a'] }, { 0: 1 }],
  [{ dependentRequired: { a: 'bc', d: ['e'] } }, { a: 1 }],
  [{ enum: 'a' }, 'b'],
  [{ multipleOf: 0 }, 1],
  [{ multipleOf: '2' }, 1],
  [{ minimum: '5' }, 1],
  [{ maximum: '5' }, 7],
  [{ exclusiveMinimum: true }, 1],
  [{ exclusiveMaximum: false }, 1],
  [{ minLength: '2' }, 'x'],
  [{ maxLength: -1 }, 'x'],
  [{ minItems: 1.5 }, [1]],
  [{ maxItems: null }, [1]],
  [{ minProperties: '1' }, {}],
  [{ maxProperties: -1 }, { a: 1 }],
  [{ contains: { type: 'string' }, minContains: '2' }, ['a']],
  [{ contains: { type: 'string' }, maxContains: -1 }, ['a']],
  [{ uniqueItems: 'yes' }, [1, 1]],
  [{ format: 5 }, 'x'],
  [{ format: ['toString'] }, 'x'],
  [{ not: { pattern: '(?i)a' } }, 'x'],
  [{ not: { allOf: [{ minLength: 1 }, { pattern: '(?i)a' }] } }, 'x'],
  [{ not: { $ref: '#/$defs/a' }, $defs: { a: { pattern: '(?i)a' } } }, 'x'],
  [JSON.parse('{"if":{"pattern":"(?i)a"},"then":false}'), 'x'],
  [{ oneOf: [{ pattern: '(?i)a' }, { type: 'string' }] }, 'x'],
  [{ oneOf: [{ $ref: '#/$defs/a' }, { type: 'string' }], $defs: { a: { pattern: '\\Z' } } }, 'x'],
  [{ properties: { a: { not: { pattern: '(?i)a' } } } }, { a: 'x' }],
  [{ allOf: [{ not: { pattern: '(?i)a' } }] }, 'x'],
  [{ items: { not: { pattern: '(?i)a' } } }, ['x']],
  [{ patternProperties: { '(?i)^x-': {} }, additionalProperties: false }, { 'X-a': 1 }],
  [{ patternProperties: { '(?i)^x-': {} }, unevaluatedProperties: false }, { 'X-a': 1 }],
  [{ allOf: [{ patternProperties: { '(?i)^x-': {} } }], unevaluatedProperties: false }, { 'X-a': 1 }],
  [{ if: { properties: { a: { pattern: '(?i)x' } } }, unevaluatedProperties: false }, { a: 'x' }],
  [{ if: { items: { pattern: '(?i)x' } }, unevaluatedItems: false }, ['x']],
  [{ contains: { pattern: '\\Z' }, maxContains: 1 }, ['a', 'b']],
]

for (const [schema, right] of unchecked) {
  test(`${JSON.stringify(schema)} makes no answer wrong, and is noted`, () => {
    const { problems, notes } = checkSchema(schema, right)
    assert.deepEqual(problems, [])
    assert.match(notes.join(), / cannot be checked$/)
  })
}

const checked: [schema: object, right: unknown, wrong: unknown][] = [
  [{ type: 'null' }, null, 0],
  [{ type: 'boolean' }, true, 0],
  [{ type: 'integer' }, 1, 1.5],
  [{ type: ['array', 'object'] }, [], 0],
  [{ required: ['a'] }, { a: 1 }, {}],
  [{ dependentRequired: { a: ['b'] } }, { b: 1 }, { a: 1 }],
  [{ enum: ['a'] }, 'a', 'b'],
  [{ minimum: 5 }, 5, 4],
  [{ maximum: 5 }, 5, 6],
  [{ exclusiveMinimum: 5 }, 6, 5],
  [{ exclusiveMaximum: 5 }, 4, 5],
  [{ multipleOf: 0.5 }, 1.5, 1.2],
  [{ minLength: 2 }, 'ab', 'a'],
  [{ maxLength: 0 }, '', 'a'],
  [{ minItems: 1 }, [1], []],
  [{ maxItems: 1 }, [1], [1, 2]],
  [{ contains: { type: 'string' }, minContains: 2 }, ['a', 'b'], ['a', 1]],
  [{ contains: { type: 'string' }, maxContains: 1 }, ['a', 1], ['a', 'b']],
  [{ minProperties: 1 }, { a: 1 }, {}],
  [{ maxProperties: 1 }, { a: 1 }, { a: 1, b: 2 }],
  [{ uniqueItems: true }, [1, 2], [1, 1]],
  [{ format: 'email' }, 'ada@example.org', 'ada'],
  [{ pattern: '^a\\-b' }, 'a-b', 'ab'],
  [{ patternProperties: { '^a\\-': { type: 'string' } } }, { 'a-b': 'c' }, { 'a-b': 1 }],
  [{ properties: { a: false } }, {}, { a: 1 }],
  [{ not: { type: 'string' } }, 1, 'x'],
  [JSON.parse('{"if":{"type":"string"},"then":false}'), 1, 'x'],
  [{ oneOf: [{ type: 'string' }, { minLength: 1 }] }, '', 'x'],
  [{ additionalProperties: false }, {}, { a: 1 }],
  [{ unevaluatedProperties: false }, {}, { a: 1 }],
  [{ unevaluatedItems: false }, [], [1]],
  [{ const: 'toString' }, 'toString', 'x'],
  [{ const: { type: 'any' } }, { type: 'any' }, {}],
  [{ const: { not: { $ref: 1 } } }, { not: { $ref: 1 } }, {}],
  [{ enum: [{ oneOf: { $ref: 1 } }] }, { oneOf: { $ref: 1 } }, {}],
]

for (const [schema, right, wrong] of checked) {
  test(`${JSON.stringify(schema)} is checked, also if another part cannot be`, () => {
    assert.deepEqual(checkSchema(schema, right), { problems: [], notes: [] })
    assert.notDeepEqual(checkSchema(schema, wrong).problems, [])
    const inPart = { properties: { whole: schema, part: { type: 'any' } } }
    const notes = ['type "any" cannot be checked']
    assert.deepEqual(checkSchema(inPart, { whole: right, part: 1 }), { problems: [], notes })
    assert.notDeepEqual(checkSchema(inPart, { whole: wrong, part: 1 }).problems, [])
  })
}

test('a reference to what is not to fit is followed, if all can be checked', () => {
  const schema = { not: { $ref: '#/$defs/a' }, $defs: { a: { type: 'string' } } }
  assert.equal(checkSchema(schema, 'x').problems.length, 1)
})

const around: [schema: object, wrong: unknown][] = [
  [{ type: 'string', pattern: '(?i)x' }, 1],
  [{ required: true, additionalProperties: false }, { a: 1 }],
  [{ oneOf: [{ pattern: '\\Z', type: 'string' }] }, 1],
  [{ oneOf: [{ pattern: '\\Z', type: 'string' }], allOf: [{ minLength: 2 }] }, 'x'],
  [{ contains: { pattern: '\\Z', type: 'string' } }, [1]],
  [{ patternProperties: { '(?i)^x-': {}, '^y-': { type: 'string' } } }, { 'y-a': 1 }],
]

for (const [schema, wrong] of around) {
  test(`what stands beside the part of ${JSON.stringify(schema)} that cannot be checked is checked`, () => {
    const { problems, notes } = checkSchema(schema, wrong)
    assert.equal(problems.length, 1)
    assert.equal(notes.length, 1)
  })
}

test('a part that cannot be checked is noted once, and cut if it is long', () => {
  const pattern = '(?i)a'
  assert.deepEqual(checkSchema({ pattern, items: { pattern } }, 1).notes, [
    'pattern "(?i)a" cannot be checked',
  ])
  assert.deepEqual(checkSchema({ pattern: `(?i)${'a'.repeat(100)}` }, 'x').notes, [
    `pattern "(?i)${'a'.repeat(75)} cannot be checked`,
  ])
  assert.deepEqual(checkSchema({ patternProperties: { [pattern]: {} } }, {}).notes, [
    'patternProperties "(?i)a" cannot be checked',
  ])
})

test('fields that are called as keywords, and an enum of objects, are no keywords', () => {
  const fields = ['pattern', 'type', 'not', 'if', 'oneOf', 'maxContains', 'const', '(?i)', '__proto__']
  const some = Object.fromEntries(fields.map(name => [name, 1]))
  const uncheckable = Object.fromEntries(fields.map(name => [name, { type: 'any', not: { const: 2 } }]))
  const schemas: [schema: object, notes: string[]][] = [
    [{ enum: [some, { pattern: '(?i)' }] }, []],
    [{ properties: uncheckable, additionalProperties: false }, ['type "any" cannot be checked']],
    [{ dependentSchemas: uncheckable }, ['type "any" cannot be checked']],
  ]
  for (const [schema, notes] of schemas) assert.deepEqual(checkSchema(schema, some), { problems: [], notes })
  const properties = { pattern: { const: 2 }, part: { type: 'any' } }
  assert.equal(checkSchema({ properties }, some).problems.length, 1)
})

test('a format that is called as what every object has says nothing', () => {
  for (const format of ['toString', 'hasOwnProperty', '__proto__'])
    assert.deepEqual(checkSchema({ format }, 'x'), { problems: [], notes: [] })
})

test('a key that would be the prototype of a schema is none of its keywords', () => {
  assert.deepEqual(checkSchema(JSON.parse('{"__proto__":{"type":"string"}}'), 5).problems, [])
})

test('a limit of OpenAPI 3.0 that excludes nothing says nothing', () => {
  const schema = standaloneSchema({}, { exclusiveMinimum: true })
  assert.deepEqual(checkSchema(schema, 5), { problems: [], notes: [] })
})

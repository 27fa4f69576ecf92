import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSchema } from '../../../client/judge/schema-check.ts'
import { standaloneSchema } from '../../../client/plan/openapi/schema.ts'

const schemaProblems = (schema: unknown, value: unknown) => checkSchema(schema, value).problems

const point = {
  type: 'object',
  properties: { distance: { type: 'number' }, a: { type: 'array', items: { type: 'number' }, minItems: 2 } },
  required: ['distance'],
}

test('a value that fits has no problems', () => {
  assert.deepEqual(schemaProblems(point, { distance: 5, a: [1, 2] }), [])
})

test('a value of the wrong type is told with what it is', () => {
  assert.deepEqual(schemaProblems(point, { distance: '5' }), ['distance is a string, not number: "5"'])
})

test('a missing field is told by its name', () => {
  assert.deepEqual(schemaProblems(point, {}), ['distance is missing in {}'])
})

test('a field that is not allowed is told by its name', () => {
  const closed = { ...point, additionalProperties: false }
  assert.deepEqual(schemaProblems(closed, { distance: 1, extra: 2 }), ['extra is not expected'])
})

test('a place within lists is told', () => {
  assert.deepEqual(schemaProblems(point, { distance: 1, a: [1, 'x'] }), ['a[1] is a string, not number: "x"'])
})

test('a body that is no object at all is told', () => {
  assert.deepEqual(schemaProblems(point, null), ['the answer is null, not object: null'])
})

test('a pattern that backtracks for ever is interrupted', () => {
  const started = performance.now()
  const { problems, notes } = checkSchema({ type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(60)}b`)
  assert.deepEqual(problems, [])
  assert.match(notes[0] ?? '', /cannot be checked: it takes over \d+ ms/)
  assert.ok(performance.now() - started < 30_000)
})

test('references that double at each level are interrupted', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 60 }, (_, level) => {
      const $ref = `#/components/schemas/level${level + 1}`
      return [`level${level}`, { allOf: [{ $ref }, { $ref }] }]
    }),
  )
  const document = { components: { schemas: { ...schemas, level60: { type: 'number' } } } }
  const schema = standaloneSchema(document, { $ref: '#/components/schemas/level0' })
  assert.match(checkSchema(schema, 1).notes[0] ?? '', /cannot be checked/)
})

test('a schema that is only itself is not followed for ever', () => {
  const document = { components: { schemas: { A: { $ref: '#/components/schemas/A' } } } }
  const schema = standaloneSchema(document, { $ref: '#/components/schemas/A' })
  // On a slow machine its time is up before the stack is full.
  assert.match(checkSchema(schema, 1).notes[0] ?? '', /refers to itself without end|it takes over/)
})

const unchecked: [schema: object, right: unknown][] = [
  [{ pattern: '(?i)^abc$' }, 'x'],
  [{ pattern: '^[0-9]+\\Z' }, '12'],
  [{ pattern: '^[[:alpha:]]+$' }, 'x'],
  [{ pattern: '(?P<year>\\d+)' }, 'x'],
  [{ pattern: 5 }, 'x'],
  [{ type: 'any' }, 1],
  [{ type: ['string', 'file'] }, 1],
  [{ required: true }, {}],
  [{ enum: 'a' }, 'b'],
  [{ multipleOf: 0 }, 1],
  [{ minimum: '5' }, 1],
  [{ maxLength: -1 }, 'x'],
  [{ not: { pattern: '(?i)a' } }, 'x'],
  [JSON.parse('{"if":{"pattern":"(?i)a"},"then":false}'), 'x'],
  [{ oneOf: [{ pattern: '(?i)a' }, { type: 'string' }] }, 'x'],
  [{ oneOf: [{ $ref: '#/$defs/a' }, { type: 'string' }], $defs: { a: { pattern: '\\Z' } } }, 'x'],
  [{ patternProperties: { '(?i)^x-': {} }, additionalProperties: false }, { 'X-a': 1 }],
  [{ contains: { pattern: '\\Z' }, maxContains: 1 }, ['a', 'b']],
]

for (const [schema, right] of unchecked) {
  test(`${JSON.stringify(schema)} makes no answer wrong, and is noted`, () => {
    const { problems, notes } = checkSchema(schema, right)
    assert.deepEqual(problems, [])
    assert.match(notes.join(), / cannot be checked$/)
  })
}

test('what stands beside a keyword that cannot be checked is checked', () => {
  const schema = {
    properties: {
      a: { type: 'string', pattern: '(?i)x' },
      b: { oneOf: [{ pattern: '\\Z', type: 'string' }] },
    },
  }
  assert.deepEqual(schemaProblems(schema, { a: 1, b: 'x' }), ['a is a number, not string: 1'])
  assert.equal(schemaProblems(schema, { b: 1 }).length, 1)
})

const rewritten: [pattern: string, right: string, wrong: string][] = [
  ['^\\d{3}\\-\\d{4}$', '555-1234', '5551234'],
  ['^\\@\\w+\\_x$', '@a_x', 'a_x'],
  ['^[\\w-.]+$', 'a-.b', 'a b'],
  ['^[.-\\d]+$', '1.-2', 'a'],
  ['^[\\_\\"a]+$', '_"a', 'b'],
  ['^{a}$', '{a}', 'a'],
  ["^it\\'s$", "it's", 'its'],
]

for (const [pattern, right, wrong] of rewritten) {
  test(`the pattern ${pattern} is checked as it is meant`, () => {
    assert.deepEqual(checkSchema({ pattern }, right), { problems: [], notes: [] })
    assert.equal(schemaProblems({ pattern }, wrong).length, 1)
  })
}

test('a field called pattern, and an enum of objects, are no keywords', () => {
  const schema = {
    properties: { pattern: { type: 'string' }, type: {} },
    enum: [{ pattern: '(?i)', type: 'any' }],
  }
  assert.deepEqual(checkSchema(schema, { pattern: '(?i)', type: 'any' }), { problems: [], notes: [] })
})

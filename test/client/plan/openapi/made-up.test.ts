import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonAt, sentTo } from './sent.ts'

const text = (rest: Record<string, unknown>) => ({ type: 'string', ...rest })
const number = (rest: Record<string, unknown>) => ({ type: 'number', ...rest })
const whole = (rest: Record<string, unknown>) => ({ type: 'integer', ...rest })
const list = (items: unknown, rest: Record<string, unknown> = {}) => ({ type: 'array', items, ...rest })
const pet = {
  discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
  oneOf: [{ $ref: '#/components/schemas/Cat' }],
}
const components = {
  schemas: {
    Cat: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } },
    Pet: pet,
    Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } }, required: ['a'] },
  },
}

/** What is made up for the field of a body. */
const made: [schema: unknown, value: unknown][] = [
  [number({ maximum: 1, exclusiveMaximum: true }), 0.5],
  [number({ minimum: 5, exclusiveMinimum: true }), 5.5],
  [number({ exclusiveMinimum: 0, exclusiveMaximum: 0.3 }), 0.15],
  [whole({ minimum: 1.5 }), 2],
  [whole({ multipleOf: 5 }), 5],
  [whole({ minimum: 7, multipleOf: 5 }), 10],
  [whole({ multipleOf: 2.5 }), 5],
  [number({ multipleOf: 0.1, minimum: 2.05 }), 2.1],
  [whole({ maximum: -3, exclusiveMaximum: true }), -4],
  [whole({ exclusiveMinimum: 10, exclusiveMaximum: 12 }), 11],
  [number({ minimum: 3, exclusiveMinimum: 3 }), 3.5],
  [whole({ minimum: 2, exclusiveMinimum: false }), 2],
  [list(whole({}), { uniqueItems: true, minItems: 3 }), [1, 2, 3]],
  [list(text({ enum: ['a', 'b', 'c'] }), { uniqueItems: true, minItems: 2 }), ['a', 'b']],
  [list(text({}), { uniqueItems: true, minItems: 2 }), ['string', 'string1']],
  [list(text({ format: 'uuid' }), { minItems: 2 }), Array(2).fill('123e4567-e89b-42d3-a456-426614174000')],
  [
    list(
      { type: 'object', required: ['n'], properties: { n: whole({}) } },
      { uniqueItems: true, minItems: 2 },
    ),
    [{ n: 1 }, { n: 2 }],
  ],
  [list(text({}), { maxItems: 0 }), []],
  [{ type: 'array', prefixItems: [whole({})], items: text({}), minItems: 2 }, [1, 'string']],
  [{ type: 'object', minProperties: 1 }, { key1: 'string' }],
  [{ type: 'object', minProperties: 1, additionalProperties: whole({}) }, { key1: 1 }],
  [{ type: 'object', minProperties: 1, properties: { a: whole({}), b: text({}) } }, { a: 1 }],
  [{ type: 'object', required: ['x'], additionalProperties: whole({}) }, { x: 1 }],
  [{ enum: [null, 'a'] }, 'a'],
  [text({ nullable: true, default: null }), 'string'],
  [{ type: ['null', 'integer'] }, 1],
  [text({ format: 'url' }), 'https://example.com/'],
  [text({ format: 'duration' }), 'P1D'],
  [text({ format: 'byte' }), 'c3RyaW5n'],
  [text({ format: 'ip' }), '192.0.2.1'],
  [text({ format: 'numeric' }), '1'],
  [text({ format: 'email', minLength: 20 }), 'adaxxxxx@example.com'],
  [text({ minLength: 2000 }), `string${'x'.repeat(1994)}`],
  [text({ maxLength: 0 }), ''],
  [text({ format: 'uuid', pattern: '^[0-9a-f]{8}-[0-9a-f-]{27}$' }), '123e4567-e89b-42d3-a456-426614174000'],
  [text({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }), '2024-02-29'],
  [text({ pattern: '^[a-z]+$' }), 'string'],
  [text({ pattern: '^[A-Z]{2}$' }), 'AB'],
  [text({ pattern: '^\\d{5}$' }), '12345'],
  [text({ pattern: '^\\d{3}\\-\\d{3}\\-\\d{4}$' }), '202-555-0100'],
  [text({ pattern: '^[A-Z]+$', minLength: 12 }), 'ABBBBBBBBBBB'],
  [text({ pattern: '^AC[0-9a-f]{6}$' }), 'ACaaaaaa'],
  [text({ pattern: '^ref\\d+(-old)?$', maxLength: 4 }), 'ref0'],
  [list(text({ pattern: '^Z\\d{3}$' }), { uniqueItems: true, minItems: 2 }), ['Z000', 'Z111']],
  [{ oneOf: [{ type: 'null' }, whole({})] }, 1],
  [{ minimum: 1900, anyOf: [text({ format: 'integer', default: 0 }), whole({ minimum: 1900 })] }, 1900],
  [{ anyOf: [text({ format: 'numeric', default: 0 }), number({ maximum: -2 })] }, -2],
  [{ anyOf: [text({ format: 'ArrayString' }), list(whole({}), { minItems: 1 })] }, [1]],
  [{ anyOf: [text({ format: 'date' }), whole({})] }, '2024-02-29'],
  [{ anyOf: [text({ pattern: '^q(?!x)x$' }), whole({})] }, 1],
  [{ oneOf: [whole({}), number({})] }, 1.5],
  [
    {
      type: 'object',
      properties: { a: whole({}), b: text({}) },
      anyOf: [{ required: ['b'] }, { required: ['a'] }],
    },
    { b: 'string' },
  ],
  [{ allOf: [whole({ minimum: 3 }), { minimum: 2, maximum: 9 }] }, 3],
  [{ $ref: '#/components/schemas/Pet' }, { kind: 'cat' }],
  [{ $ref: '#/components/schemas/Node' }, { a: 'string' }],
  [{}, 'string'],
  [true, 'string'],
  [{ minimum: 4 }, 4],
  [text({ default: 0, format: 'numeric' }), '1'],
]

for (const [schema, value] of made) {
  test(`${JSON.stringify(schema).slice(0, 90)} is sent as ${JSON.stringify(value)?.slice(0, 40)}`, async t => {
    const body = { type: 'object', required: ['v'], properties: { v: schema } }
    const requestBody = { required: true, content: { 'application/json': { schema: body } } }
    assert.deepEqual(await sentTo(t, { '/': { post: { requestBody } } }, { document: { components } }), [
      `POST / ${JSON.stringify({ v: value })}`,
    ])
  })
}

test('a parameter that may be null is not sent as null', async t => {
  const parameters = [{ name: 'x', in: 'query', required: true, schema: { enum: [null, 'a'] } }]
  assert.deepEqual(await sentTo(t, { '/': { get: { parameters } } }), ['GET /?x=a'])
})

test('the example of one part is no example of the whole', async t => {
  const base = { type: 'object', properties: { id: whole({}) }, example: { id: 5 } }
  const schema = { allOf: [base, { required: ['n'], properties: { n: whole({}) } }] }
  const requestBody = { content: { 'application/json': { schema } } }
  assert.deepEqual(await sentTo(t, { '/': { post: { requestBody } } }), ['POST / {"n":1}'])
})

test('the reason of a skip names the field of the body and the keyword', async t => {
  const tag = text({ pattern: '^q(?!x)x$' })
  const schema = {
    required: ['items'],
    properties: { items: list({ required: ['tag'], properties: { tag } }, { minItems: 1 }) },
  }
  const requestBody = { required: true, content: { 'application/json': { schema } } }
  assert.equal(
    await reasonAt(t, { '/': { post: { requestBody } } }),
    'no example for items.tag in the body (its pattern)',
  )
})

test('a pattern that backtracks without end costs its call and no other', async t => {
  const parameters = [
    {
      name: 'p',
      in: 'query',
      required: true,
      schema: text({ pattern: '^(\\w+\\w+)+!(?!x)x$', minLength: 40 }),
    },
  ]
  assert.deepEqual(await sentTo(t, { '/slow': { get: { parameters } }, '/next': { get: {} } }), ['GET /next'])
})

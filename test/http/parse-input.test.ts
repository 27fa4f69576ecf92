import './quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { parseInput } from '../../src/http/parse-input.ts'
import { Problem } from '../../src/http/problem.ts'

/** The errors that a body gets. */
function problemOf(body: z.ZodType, value: unknown): Problem {
  try {
    parseInput({ body }, { body: value })
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('The value fits the schema')
}

/** Values with what the caller reads as received. */
const sketches: [value: unknown, received: string][] = [
  [undefined, 'missing'],
  [null, 'null'],
  [true, 'true'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  ['', '""'],
  ['a\n"b"', '"a\\n\\"b\\""'],
  ['x'.repeat(60), `"${'x'.repeat(60)}"`],
  ['x'.repeat(61), `"${'x'.repeat(60)}…"`],
  [[1, 2], 'an array of 2'],
  [{ a: 1 }, 'an object'],
]
for (const [value, received] of sketches) {
  test(`${JSON.stringify(value) ?? value} is reported as ${received}`, () => {
    assert.equal(problemOf(z.number(), value).errors?.[0]?.received, received)
  })
}

test('what fits comes back part by part, as its schemas read it', () => {
  const schemas = { params: z.object({ id: z.coerce.number() }), query: z.object({ all: z.stringbool() }) }
  const parts = { params: { id: '7' }, query: { all: 'yes' } }
  assert.deepEqual(parseInput(schemas, parts), { params: { id: 7 }, query: { all: true } })
})

for (const [length, told] of [
  [500, 'e'.repeat(500)],
  [501, `${'e'.repeat(500)}…`],
] as const) {
  test(`of ${length} characters that a schema says, the caller reads ${told.length}`, () => {
    const schema = z.string().refine(() => false, { error: 'e'.repeat(length) })
    assert.equal(problemOf(schema, 'x').errors?.[0]?.expected, told)
  })
}

test('the place of a field reads as one would write it in JavaScript', () => {
  const schema = z.object({ points: z.array(z.object({ x: z.number() })) })
  assert.equal(problemOf(schema, { points: [{ x: 1 }, {}] }).errors?.[0]?.where, 'body.points[1].x')
})

test('what came is what was sent, and not what a coercion made of it', () => {
  const query = z.object({ n: z.coerce.number() })
  assert.throws(
    () => parseInput({ query }, { query: { n: 'many' } }),
    (problem: Problem) => problem.message === 'Invalid input: query.n is "many", expected number.',
  )
})

test('a field named like something that every object inherits is missing all the same', () => {
  assert.equal(problemOf(z.object({ constructor: z.number() }), {}).errors?.[0]?.received, 'missing')
})

test('each field that a strict object does not know is named with its value', () => {
  assert.deepEqual(problemOf(z.strictObject({}), { b: 1, c: 'x' }).errors, [
    { where: 'body.b', expected: 'no such field', received: '1' },
    { where: 'body.c', expected: 'no such field', received: '"x"' },
  ])
})

test('errors of params, query and body come together', () => {
  const schema = z.object({ x: z.string() })
  assert.throws(
    () => parseInput({ params: schema, query: schema, body: schema }, { params: {}, query: {}, body: {} }),
    (problem: Problem) =>
      problem.errors?.map(({ where }) => where).join() === 'params.x,query.x,body.x' &&
      problem.message.endsWith('(and 2 more).'),
  )
})

test('a hundred errors are listed, and the rest is counted', () => {
  const problem = problemOf(z.array(z.string()), Array(5000).fill(1))
  assert.equal(problem.errors?.length, 100)
  assert.match(problem.message, /\(and 4999 more\)/)
})

test('what is wrong in every part is counted together, and only a hundred of it described', () => {
  const schema = z.strictObject({})
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, 1]))
  assert.throws(
    () => parseInput({ query: schema, body: schema }, { query: many, body: many }),
    (problem: Problem) => problem.errors?.length === 100 && /\(and 9999 more\)/.test(problem.message),
  )
})

const key = 'k'.repeat(50_000)
const deep = z.lazy((): z.ZodType => z.record(z.string(), z.union([z.number(), deep])))

/** Values whose keys are long, or many, or deep, in the schemas that let a caller name fields. */
const longOnes: Record<string, [schema: z.ZodType, value: unknown]> = {
  'a record': [z.record(z.string(), z.array(z.number())), { [key]: Array(1000).fill('x') }],
  'a record of few keys': [z.record(z.string().max(3), z.number()), { [key]: 1 }],
  'a strict object': [z.strictObject({}), { [key]: 1 }],
  'a choice between records': [
    z.array(z.union([z.record(z.string(), z.number()), z.record(z.string(), z.boolean())])),
    Array(1000).fill({ [key]: 'x' }),
  ],
  'records in records': [
    deep,
    Array.from({ length: 500 }).reduce(inner => ({ ['k'.repeat(99)]: inner }), 'x'),
  ],
  'a schema that quotes what came': [
    z.array(z.string().refine(() => false, { error: issue => `to be no ${issue.input}` })),
    Array(1000).fill(key),
  ],
}
for (const [what, [schema, value]] of Object.entries(longOnes)) {
  test(`what is wrong in ${what} is told in an answer of no more than 100 kB`, () => {
    const { status, message, errors } = problemOf(schema, value)
    assert.equal(status, 400)
    assert.ok(JSON.stringify({ message, errors }).length < 100_000)
  })
}

/** Schemas by which 200,000 items are wrong, each at another depth of zod's. */
const largeOnes: Record<string, [schema: z.ZodType, value: unknown]> = {
  'a list': [z.array(z.number()), Array(200_000).fill('x')],
  'a list in an object': [
    z.object({ a: z.object({ b: z.array(z.number()) }) }),
    { a: { b: Array(200_000).fill('x') } },
  ],
  'a strict object': [
    z.strictObject({}),
    Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [at, 1])),
  ],
}
for (const [what, [schema, value]] of Object.entries(largeOnes)) {
  test(`200,000 mistakes in ${what} are a 400`, () => {
    assert.equal(problemOf(schema, value).status, 400)
  })
}

test('what is nested more deeply than the stack has room for is a 400', () => {
  const list = z.lazy((): z.ZodType => z.array(list))
  const value = Array.from({ length: 50_000 }).reduce<unknown[]>(inner => [inner], [])
  assert.equal(problemOf(list, value).status, 400)
})

test("a RangeError of a schema's own is no problem of the caller", () => {
  const schema = z.string().transform(text => text.repeat(-1))
  assert.throws(() => parseInput({ body: schema }, { body: 'x' }), RangeError)
})

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

/** Each schema with a value that it refuses, and what the caller reads after "expected". */
const wordings: [schema: z.ZodType, value: unknown, expected: string][] = [
  [z.number(), '1', 'number'],
  [z.int(), 1.5, 'int'],
  [z.literal('x'), 'y', '"x"'],
  [z.enum(['x', 'y']), 'z', 'one of "x"|"y"'],
  [z.string().min(1), '', 'at least 1 characters'],
  [z.string().max(2), 'abc', 'at most 2 characters'],
  [z.string().length(2), 'abc', 'exactly 2 characters'],
  [z.array(z.number()).max(2), [1, 2, 3], 'at most 2 items'],
  [z.tuple([z.number(), z.number()]), [1, 2, 3], 'at most 2 items'],
  [z.number().min(0), -1, 'at least 0'],
  [z.number().max(9), 10, 'at most 9'],
  [z.number().positive(), 0, 'more than 0'],
  [z.number().lt(3), 3, 'less than 3'],
  [z.number().multipleOf(2), 3, 'a multiple of 2'],
  [z.email(), 'x', 'a valid email address'],
  [z.iso.date(), 'x', 'a valid ISO date'],
  [z.string().regex(/^a/), 'b', 'to match pattern /^a/'],
  [z.string().startsWith('a'), 'b', 'to start with "a"'],
  [z.union([z.string(), z.number()]), true, 'string or number'],
  [z.union([z.object({ x: z.number() }), z.object({ y: z.string() })]), {}, 'x: number or y: string'],
  [z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') })]), { kind: 'b' }, "'a'"],
  [z.string().refine(() => false), 'x', 'a valid input'],
  [z.string().refine(() => false, 'a word of the list: see /words'), 'x', 'a word of the list: see /words'],
]
for (const [schema, value, expected] of wordings) {
  test(`of ${JSON.stringify(value)} the caller reads: expected ${expected}`, () => {
    assert.equal(problemOf(schema, value).errors?.[0]?.expected, expected)
  })
}

/** Values with what the caller reads as received. */
const sketches: [value: unknown, received: string][] = [
  [undefined, 'missing'],
  [null, 'null'],
  [true, 'true'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  ['', '""'],
  ['a\n"b"', '"a\\n\\"b\\""'],
  ['x'.repeat(61), `"${'x'.repeat(60)}…"`],
  [[1, 2], 'an array of 2'],
  [{ a: 1 }, 'an object'],
]
for (const [value, received] of sketches) {
  test(`${JSON.stringify(value) ?? value} is reported as ${received}`, () => {
    assert.equal(problemOf(z.number(), value).errors?.[0]?.received, received)
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

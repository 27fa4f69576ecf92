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

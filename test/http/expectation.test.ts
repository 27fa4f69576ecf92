import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { expectation } from '../../src/http/expectation.ts'

/** What the caller reads of the first thing that is wrong with a value. */
function expectationOf(schema: z.ZodType, value: unknown): string | undefined {
  const [issue] = schema.safeParse(value).error?.issues ?? []
  return issue && expectation(issue)
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
  [z.strictObject({}), { x: 1 }, 'no such field'],
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
/** What schemas' authors have written, with words in it that begin zod's own sentences. */
const own = [
  'none of Invalid input: expected a, received b',
  'a size without Too big: or so',
  'what the list of Invalid discriminator value. Expected has',
  'no Invalid date',
  'a list of numbers to be added',
  'x >= 1 and y <= 2',
  'x > 1 and y < 2',
  'a code that must be one of ours',
  'a text that must begin like ours',
]
for (const words of own) {
  test(`the author's own words stay as they are: ${words}`, () => {
    assert.equal(
      expectationOf(
        z.string().refine(() => false, words),
        'x',
      ),
      words,
    )
  })
}

for (const [schema, value, expected] of wordings) {
  test(`of ${JSON.stringify(value)} the caller reads: expected ${expected}`, () => {
    assert.equal(expectationOf(schema, value), expected)
  })
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { definedAt } from '../../src/http/defined-at.ts'
import { type Route, route } from '../../src/http/route.ts'
import { wrongAnswer } from '../../src/http/wrong-answer.ts'
import { answersNothing } from './app-of.ts'

const defined: Route = route('GET /user', {
  ...answersNothing,
  handler: () => ({}),
})

/** The error for an answer that a schema refuses. */
function errorOf(returns: z.ZodType, answer: unknown): Error {
  const { error } = returns.safeParse(answer)
  if (error === undefined) throw new Error('The answer fits the schema')
  return wrongAnswer('user', defined, answer, error)
}

const user = z.object({ age: z.number(), posts: z.array(z.object({ id: z.int() })) })

test('the error for a wrong answer names the entry, its line, and each field that is wrong', () => {
  assert.equal(
    errorOf(user, { age: '12', posts: [{ id: 1 }, {}] }).message,
    `user (GET /user, ${definedAt(defined)}) gave an answer that its returns refuses: answer.age is a string, expected number; answer.posts[1].id is missing, expected number`,
  )
})

/** Answers to a schema that wants an age, and what is said of the wrong one. */
const rows: Record<string, [answer: unknown, said: RegExp]> = {
  null: [null, /answer is null, expected object$/],
  'a list': [[1, 2], /answer is an array of 2, expected object$/],
  text: ['x', /answer is a string, expected object$/],
  NaN: [{ age: Number.NaN, posts: [] }, /answer\.age is NaN, expected number$/],
  'an object in a field': [{ age: {}, posts: [] }, /answer\.age is an object, expected number$/],
}
for (const [name, [answer, said]] of Object.entries(rows)) {
  test(`an answer of ${name} is said to be that`, () => {
    assert.match(errorOf(user, answer).message, said)
  })
}

test('a field that a strict schema does not know is named', () => {
  assert.match(
    errorOf(z.strictObject({}), { extra: true }).message,
    /answer\.extra is a boolean, expected no such field$/,
  )
})

test('of several fields that a strict schema does not know the first is named', () => {
  assert.match(
    errorOf(z.strictObject({}), { extra: true, other: 1 }).message,
    /answer\.extra is a boolean, expected no such field$/,
  )
})

test('the log gets no value of a wrong answer', () => {
  assert.doesNotMatch(errorOf(user, { age: 'hunter2', posts: [] }).message, /hunter2/)
})

test('of very many wrong fields the first five are named, and the rest is counted', () => {
  const { message } = errorOf(z.array(z.number()), Array(8).fill('x'))
  assert.match(message, /answer\[4\] is a string, expected number \(and 3 more\)$/)
  assert.match(errorOf(z.array(z.number()), Array(5).fill('x')).message, /answer\[4\] .* expected number$/)
})

test('an entry that was made in another way is named without a line', () => {
  const { error } = user.safeParse({})
  const entry: Route = { endpoint: 'GET /user', ...answersNothing, handler: () => ({}) }
  assert.match(wrongAnswer('user', entry, {}, error as z.ZodError).message, /^user \(GET \/user\) gave/)
})

test('a handler that returned nothing is told so, and what is probably missing', () => {
  assert.equal(
    errorOf(user, undefined).message,
    `user (GET /user, ${definedAt(defined)}) gave no answer: its handler returned nothing. Is a return missing, or are the parentheses of => ({ … })? What comes in is taken as ({ body }) => …`,
  )
})

test('the error for a wrong answer has no stack, which would be of the machinery alone', () => {
  const error = errorOf(user, null)
  assert.equal(error.stack, `Error: ${error.message}`)
})

import type { z } from 'zod'
import { log } from '../log.ts'
import { expectation } from './expectation.ts'
import { place, valueAt } from './place.ts'
import { type InputError, Problem } from './problem.ts'

/** Without a limit, a body of many wrong items would get an answer many times as long as itself. */
const mostErrors = 100

/** Characters of what a schema says; it may quote what was sent. */
const longestExpectation = 500

/**
 * Parses the parts of a request (`params`, `query`, `body`) by their schemas.
 * @throws {Problem} if a field is wrong: a 400 that names each of them, up to a hundred, and says how many there are.
 */
export function parseInput(
  schemas: Record<string, z.ZodType>,
  parts: Record<string, unknown>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const errors: InputError[] = []
  let count = 0
  for (const [part, schema] of Object.entries(schemas)) {
    const { success, data, error } = check(part, schema, parts[part])
    if (success) {
      input[part] = data
      continue
    }
    for (const issue of error.issues) {
      const paths = placesOf(issue)
      count += paths.length
      const described = paths.slice(0, mostErrors - errors.length)
      for (const path of described) errors.push(describe(part, parts[part], path, issue))
    }
  }
  if (count > 0) throw new Problem(400, summarize(errors, count), { errors })
  return input
}

/**
 * Zod passes on all that is wrong within a field as the arguments of one call, and goes down into what is nested: of a hundred
 * thousand mistakes, or levels, the stack has no room left.
 */
function check(part: string, schema: z.ZodType, value: unknown): z.ZodSafeParseResult<unknown> {
  try {
    return schema.safeParse(value)
  } catch (error) {
    if (!(error instanceof RangeError && /call stack/.test(error.message))) throw error
    log.warn({ err: error }, `The ${part} of a request could not be checked`)
    throw new Problem(400, `Invalid input: too much of the ${part} is wrong, or it is nested too deeply.`)
  }
}

function summarize([first]: InputError[], count: number): string {
  const { where, expected, received } = first as InputError
  const more = count > 1 ? ` (and ${count - 1} more)` : ''
  return `Invalid input: ${where} is ${received}, expected ${expected}${more}.`
}

function placesOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path]
}

function describe(part: string, value: unknown, path: PropertyKey[], issue: z.core.$ZodIssue): InputError {
  const expected = expectation(issue)
  return {
    where: place(part, path),
    expected: expected.length > longestExpectation ? `${expected.slice(0, longestExpectation)}…` : expected,
    received: sketch(valueAt(value, path)),
  }
}

/** The value as it came, short enough to print. Arrays and objects may be very long, so only their kind is told. */
function sketch(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  return String(value)
}

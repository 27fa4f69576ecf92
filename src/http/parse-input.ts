import type { z } from 'zod'
import { expectation } from './expectation.ts'
import { place, valueAt } from './place.ts'
import { type InputError, Problem } from './problem.ts'

/** Without a limit, a body of many wrong items would get an answer many times as long as itself. */
const mostErrors = 100

/**
 * Parses the parts of a request (`params`, `query`, `body`) by their schemas.
 * @throws {Problem} if a field is wrong: a 400 that names each of them, up to a hundred.
 */
export function parseInput(
  schemas: Record<string, z.ZodType>,
  parts: Record<string, unknown>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const errors: InputError[] = []
  for (const [part, schema] of Object.entries(schemas)) {
    const { success, data, error } = schema.safeParse(parts[part])
    if (success) input[part] = data
    else errors.push(...error.issues.flatMap(issue => describe(part, parts[part], issue)))
  }
  if (errors.length > 0) throw new Problem(400, summarize(errors), { errors: errors.slice(0, mostErrors) })
  return input
}

function summarize([first, ...others]: InputError[]): string {
  const { where, expected, received } = first as InputError
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return `Invalid input: ${where} is ${received}, expected ${expected}${more}.`
}

function describe(part: string, value: unknown, issue: z.core.$ZodIssue): InputError[] {
  const paths =
    issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key]) : [issue.path]
  return paths.map(path => ({
    where: place(part, path),
    expected: expectation(issue),
    received: sketch(valueAt(value, path)),
  }))
}

/** The value as it came, short enough to print. Arrays and objects may be very long, so only their kind is told. */
function sketch(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  return String(value)
}

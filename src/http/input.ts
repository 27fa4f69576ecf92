import type { z } from 'zod'
import { type InputError, Problem } from './problem.ts'

/**
 * Parses the parts of a request (`params`, `query`, `body`) by their schemas.
 * @throws {Problem} 400 naming every field that is wrong.
 */
export function parseInput(
  schemas: Record<string, z.ZodType>,
  parts: Record<string, unknown>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const errors: InputError[] = []
  for (const [part, schema] of Object.entries(schemas)) {
    const { success, data, error } = schema.safeParse(parts[part], { reportInput: true })
    if (success) input[part] = data
    else errors.push(...error.issues.map(issue => describe(part, issue)))
  }
  if (errors.length > 0) throw new Problem(400, summarize(errors), { errors })
  return input
}

function summarize([first, ...others]: InputError[]): string {
  const { where, expected, received } = first as InputError
  const more = others.length > 0 ? ` (and ${others.length} more)` : ''
  return `Invalid input: ${where} is ${received}, expected ${expected}${more}.`
}

function describe(part: string, issue: z.core.$ZodIssue): InputError {
  return { where: place(part, issue.path), expected: expectation(issue), received: sketch(issue.input) }
}

/** `['a', 0]` in `body` is `body.a[0]`. */
function place(part: string, path: PropertyKey[]): string {
  return path.reduce<string>(
    (parent, key) => (typeof key === 'number' ? `${parent}[${key}]` : `${parent}.${String(key)}`),
    part,
  )
}

/** zod's own sentence without the frame around it: 'Invalid input: expected number, received string' is 'number'. */
function expectation({ message }: z.core.$ZodIssue): string {
  return message.replace(/^[^:]+: expected (.*?)(, received .*)?$/s, '$1')
}

/** What came, short enough to print; of arrays and objects only the kind, since they may be very deep. */
function sketch(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  return String(value)
}

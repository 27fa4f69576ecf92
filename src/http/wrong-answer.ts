import type { z } from 'zod'
import { entryName } from './defined-at.ts'
import { expectation } from './expectation.ts'
import { place, valueAt } from './place.ts'
import type { Route } from './route.ts'

/** An answer of many items may be wrong in each of them. */
const mostFaults = 5

/** Without its parentheses an object is a block of code, which is not always an error. */
const nothing =
  'gave no answer: its handler returned nothing. Is a return missing, or are the parentheses of => ({ … })? What comes in is taken as ({ body }) => …'

/**
 * The error for an answer that `returns` refuses, for the log. It names the entry, its line and each wrong field, and has no
 * stack, which would be of this machinery alone. Of values it tells only the kind: an answer may hold what no log should.
 *
 * @param name the entry's key in the table
 */
export function wrongAnswer(name: string, route: Route, answer: unknown, { issues }: z.ZodError): Error {
  const entry = entryName(name, route)
  if (answer === undefined) return withoutStack(`${entry} ${nothing}`)
  const faults = issues.slice(0, mostFaults).map(issue => faultOf(answer, issue))
  const more = issues.length > mostFaults ? ` (and ${issues.length - mostFaults} more)` : ''
  return withoutStack(`${entry} gave an answer that its returns refuses: ${faults.join('; ')}${more}`)
}

function withoutStack(message: string): Error {
  const error = new Error(message)
  error.stack = String(error)
  return error
}

function faultOf(answer: unknown, issue: z.core.$ZodIssue): string {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : []
  const where = place('answer', [...issue.path, ...keys.slice(0, 1)])
  return `${where} is ${kindOf(valueAt(answer, [...issue.path, ...keys.slice(0, 1)]))}, expected ${expectation(issue)}`
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null || Number.isNaN(value)) return String(value)
  if (Array.isArray(value)) return `an array of ${value.length}`
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

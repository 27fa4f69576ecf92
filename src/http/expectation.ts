import type { z } from 'zod'
import { keyText } from './place.ts'

/** Turns zod's sentences into what follows "expected …". Each line is applied to what the lines above have made. */
const plainer: [RegExp, string][] = [
  [/^Invalid input: expected (.*), received \w+$/s, '$1'],
  [/^(Invalid|Too) \w+: (expected )?/, ''],
  [/^Invalid discriminator value\. Expected /, ''],
  [/^Invalid /, 'a valid '],
  [/^\w+ to (have|be) /, ''],
  [/^>=/, 'at least '],
  [/^<=/, 'at most '],
  [/^>/, 'more than '],
  [/^</, 'less than '],
  [/^must be /, ''],
  [/^must /, 'to '],
]

/**
 * What a schema expected, in plain words: 'Too big: expected array to have <=2 items' is 'at most 2 items'.
 * A message that a schema's author wrote stays as it is, unless it is worded like one of zod's.
 */
export function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'no such field'
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return alternatives(issue.errors)
  return plainer.reduce((words, [pattern, replacement]) => words.replace(pattern, replacement), issue.message)
}

/** 'string or number' of a choice between values, 'x: number or y: string' of one between objects. */
function alternatives(errors: z.core.$ZodIssue[][]): string {
  const first = errors.flatMap(([issue]) => issue ?? [])
  const words = first.map(issue => [...issue.path.map(keyText), expectation(issue)].join(': '))
  return [...new Set(words)].join(' or ')
}

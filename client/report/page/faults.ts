import { isFailure, type Result } from '../../call.ts'
import { requestText } from '../../call-text.ts'
import type { Grade } from '../../run/grade.ts'
import { oneLine } from '../../untrusted.ts'

/** One thing that is wrong with a host. */
export type Fault = {
  grade: Grade
  /** The endpoint, and what was sent to it where that tells more; empty for what is wrong with the host as a whole. */
  where: string
  /** The word of the table's cell. */
  word: string
  /** What is wrong, on one line. */
  problem: string
  hint?: string
}

/** What is wrong with a host: of each endpoint the first thing, as its note has it; nothing if it passes. */
export function faultsOf(grade: Grade): Fault[] {
  const { verdict, more, results, note } = grade
  if (verdict === 'pass') return []
  // A note that counts no other endpoints speaks of the whole host.
  if (verdict === 'unreachable' || more === undefined) {
    return [{ grade, where: '', word: verdict, problem: oneLine(note, 400), ...hintOf(results) }]
  }
  const first = new Map<string, Result>()
  for (const result of results.filter(isFailure)) {
    if (!first.has(result.call.name)) first.set(result.call.name, result)
  }
  return [...first.values()].map(result => ({
    grade,
    where: requestText(result.call),
    word: result.word,
    problem: oneLine(result.problems[0] ?? '', 400),
    ...hintOf([result]),
  }))
}

function hintOf(results: Result[]): { hint?: string } {
  const hint = results.find(isFailure)?.hint
  return hint === undefined ? {} : { hint }
}

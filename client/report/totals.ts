import type { Result, Verdict } from '../call.ts'
import type { Grade } from '../run/grade.ts'

export type RosterTally = { hosts: number } & Record<Grade['verdict'], number>

/** How many results there are of each verdict. */
export function tally(results: Result[]): Record<Verdict, number> {
  const counts = { ok: 0, wrong: 0, unreachable: 0, skipped: 0, optional: 0 }
  for (const { verdict } of results) counts[verdict] += 1
  return counts
}

/** `5 calls: 3 ok, 1 failed, 1 optional` */
export function totals(results: Result[]): string {
  const { ok, wrong, unreachable, skipped, optional } = tally(results)
  const parts = [
    `${ok} ok`,
    wrong > 0 && `${wrong} failed`,
    unreachable > 0 && `${unreachable} without an answer`,
    skipped > 0 && `${skipped} skipped`,
    optional > 0 && `${optional} optional`,
  ]
  return `${results.length} ${results.length === 1 ? 'call' : 'calls'}: ${parts.filter(Boolean).join(', ')}`
}

/** Milliseconds that the calls took together; waiting and looking for the document are not counted. */
export function totalTime(results: Result[]): number {
  return results.reduce((sum, { ms }) => sum + ms, 0)
}

/** How many hosts there are, and how many of each verdict. */
export function tallyGrades(grades: Grade[]): RosterTally {
  const tally = { hosts: grades.length, pass: 0, wrong: 0, unreachable: 0 }
  for (const { verdict } of grades) tally[verdict] += 1
  return tally
}

/** `4 hosts: 1 pass, 2 wrong, 1 unreachable` */
export function gradeTotals(grades: Grade[]): string {
  const { hosts, pass, wrong, unreachable } = tallyGrades(grades)
  return `${hosts} ${hosts === 1 ? 'host' : 'hosts'}: ${pass} pass, ${wrong} wrong, ${unreachable} unreachable`
}

/**
 * The exit code of a run: 0 all as expected, 1 a wrong answer, 3 no answer.
 * If no call could be made and judged, that is not a success but 1.
 */
export function exitCode(results: Result[]): 0 | 1 | 3 {
  const { ok, wrong, unreachable } = tally(results)
  if (wrong > 0) return 1
  if (unreachable > 0) return 3
  return ok > 0 ? 0 : 1
}

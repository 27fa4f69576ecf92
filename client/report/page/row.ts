import type { Entry } from '../../command-line/roster.ts'
import type { Grade } from '../../run/grade.ts'

/** The ids of the table's rows, by which the page links to them. */
export function anchorsOf(grades: Grade[]): ReadonlyMap<Grade, string> {
  return new Map(grades.map((grade, index) => [grade, `host-${index + 1}`]))
}

/** What a host goes by: its label, else where it is. */
export function nameOf({ label, host }: Entry): string {
  return label || host || 'no host given'
}

/** Those first for whom there is something to do. */
const order: Grade['verdict'][] = ['wrong', 'unreachable', 'pass']

/** By verdict; within one, the roster's order stays. */
export function byVerdict(grades: Grade[]): Grade[] {
  return order.flatMap(verdict => grades.filter(grade => grade.verdict === verdict))
}

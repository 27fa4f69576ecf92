import { type Answer, expectsProblem, type Result, type Verdict } from '../call.ts'
import type { Exchange } from '../runtime-expression.ts'

/** What came of the calls that were made so far, by their names. */
export type Earlier = {
  /** The first that was answered as it should be. */
  exchanges: Map<string, Exchange>
  /** Of several of one name, the last verdict that is not ok. */
  verdicts: Map<string, Verdict>
  /** Characters of further answers that are kept. */
  room: number
}

/** Characters of answers that are kept for later calls at the same time: 8 Mi. */
export const mostKept = 8 * 1024 * 1024

/** The same for each host of a roster: 1 Mi, as dozens are asked at the same time. */
export const mostKeptOfHost = 1024 * 1024

/** The answer that has values to give: a refusal can be right, too, but has none. */
export function givingAnswer({ call, verdict, answer }: Result): Answer | undefined {
  if (expectsProblem(call) || verdict !== 'ok' || answer === undefined) return undefined
  return (call.expect?.status?.includes(answer.status) ?? answer.status < 400) ? answer : undefined
}

/** Of several calls of one name, the first that was answered as it should be gives the values for others. */
export function remember(result: Result, earlier: Earlier): void {
  const { exchanges, verdicts } = earlier
  const { call, verdict } = result
  if (expectsProblem(call)) return
  const answer = givingAnswer(result)
  const came = verdict === 'ok' && answer === undefined ? 'skipped' : verdict
  if (came !== 'ok' || !verdicts.has(call.name)) verdicts.set(call.name, came)
  if (answer === undefined || exchanges.has(call.name) || answer.body.length > earlier.room) return
  earlier.room -= answer.body.length
  exchanges.set(call.name, { call, answer })
}

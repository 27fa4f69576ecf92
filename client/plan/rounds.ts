import type { Call, Plan } from '../call.ts'
import { filledFor } from './contract/placeholders.ts'

/**
 * The calls of a plan as they are made, for each of some rounds.
 *
 * @param runs the number that each round has for its placeholders: the same for all hosts, so that their answers compare
 */
export function roundsOf({ calls, placeholders }: Plan, runs: number[]): Call[][] {
  return runs.map(run => (placeholders ? calls.map(call => filledFor(run, call)) : calls))
}

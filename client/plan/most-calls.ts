import type { Call, Plan } from '../call.ts'

/** Calls of one document that are made: no API that people use has as many, and a small document can describe millions. */
const mostCalls = 5000

/** The calls of a document that are made, and how many more it describes. */
export function mostOf(calls: Call[]): Pick<Plan, 'calls' | 'further'> {
  const further = calls.length - mostCalls
  return further > 0 ? { calls: calls.slice(0, mostCalls), further } : { calls }
}

/** What is said of the calls that are not made because there are too many; undefined if there are none. */
export function furtherLine({ source, further }: Plan): string | undefined {
  return further === undefined
    ? undefined
    : `${source} describes over ${mostCalls} calls: the ${further} behind these are left out`
}

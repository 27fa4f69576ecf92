import { type Call, expectsProblem } from '../call.ts'
import { oneLine } from '../untrusted.ts'
import type { Terms } from './terms.ts'

/**
 * The calls that are made to no host, whatever it answers, and why: by a flag, by a word of the contract or of the document, or
 * because they need such a call.
 */
export function notCalled(calls: Call[], refusal: Terms['refusal']): Map<Call, string> {
  const reasons = new Map<Call, string>()
  for (const [index, call] of calls.entries()) {
    const reason = call.skip ?? refusal(call) ?? uncalledNeed(call, calls.slice(0, index), reasons)
    if (reason !== undefined) reasons.set(call, reason)
  }
  return reasons
}

/** A value comes from one call of a name; what is no value needs them all. */
function uncalledNeed(
  { needs = [] }: Call,
  before: Call[],
  reasons: ReadonlyMap<Call, string>,
): string | undefined {
  const unmet = needs.find(({ call: name, value }) => {
    const sources = before.filter(call => call.name === name && !expectsProblem(call))
    return value === undefined
      ? sources.length === 0 || sources.some(call => reasons.has(call))
      : sources.every(call => reasons.has(call))
  })
  return unmet && `needs ${unmet.call}`
}

/**
 * The same in lines to print, one for each reason: `POST /distance was not called: --safe sends only GET and HEAD`.
 *
 * @param reasons those that notCalled gives
 */
export function notCalledLines(calls: Call[], reasons: ReadonlyMap<Call, string>): string[] {
  return [...new Set(reasons.values())].map(reason => {
    const left = calls.filter(call => reasons.get(call) === reason)
    const endpoints = [...new Set(left.map(({ name }) => name))].map(name => {
      const all = calls.filter(call => call.name === name).length
      const some = left.filter(call => call.name === name).length
      return some === all ? name : `${name} (${some} of ${all} calls)`
    })
    return notCalledLine(endpoints, reason)
  })
}

/** One of these lines. */
export function notCalledLine(endpoints: string[], reason: string): string {
  const what = oneLine(endpoints.join(', '), 300)
  return `${what} ${endpoints.length === 1 ? 'was' : 'were'} not called: ${oneLine(reason)}`
}

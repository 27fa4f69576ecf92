import { type Call, expectsProblem } from '../call.ts'
import { oneLine } from '../untrusted.ts'
import type { Terms } from './terms.ts'

/**
 * The calls that are made to no host, whatever it answers, and why: by a flag, by a word of the contract or of the document, or
 * because they need such a call.
 */
export function notCalled(calls: Call[], refusal: Terms['refusal']): Map<Call, string> {
  const reasons = new Map<Call, string>()
  const before = new Map<string, Sources>()
  for (const call of calls) {
    const reason = call.skip ?? refusal(call) ?? uncalledNeed(call, before)
    if (reason !== undefined) reasons.set(call, reason)
    if (expectsProblem(call)) continue
    const { all, uncalled } = before.get(call.name) ?? { all: 0, uncalled: 0 }
    before.set(call.name, { all: all + 1, uncalled: uncalled + (reason === undefined ? 0 : 1) })
  }
  return reasons
}

/** How many calls of one name there are that can give something, and how many of them are not made. */
type Sources = { all: number; uncalled: number }

/** A value comes from one call of a name; what is no value needs them all. */
function uncalledNeed({ needs = [] }: Call, before: ReadonlyMap<string, Sources>): string | undefined {
  const unmet = needs.find(({ call: name, value }) => {
    const { all, uncalled } = before.get(name) ?? { all: 0, uncalled: 0 }
    return value === undefined ? all === 0 || uncalled > 0 : uncalled === all
  })
  return unmet && `needs ${unmet.call}`
}

/**
 * The same in lines to print, one for each reason: `POST /distance was not called: --safe sends only GET and HEAD`.
 *
 * @param reasons those that notCalled gives
 */
export function notCalledLines(calls: Call[], reasons: ReadonlyMap<Call, string>): string[] {
  const all = countByName(calls)
  return [...callsByReason(reasons)].map(([reason, left]) => {
    const endpoints = [...countByName(left)].map(([name, some]) =>
      some === all.get(name) ? name : `${name} (${some} of ${all.get(name)} calls)`,
    )
    return notCalledLine(endpoints, reason)
  })
}

function callsByReason(reasons: ReadonlyMap<Call, string>): Map<string, Call[]> {
  const byReason = new Map<string, Call[]>()
  for (const [call, reason] of reasons) {
    const calls = byReason.get(reason)
    if (calls === undefined) byReason.set(reason, [call])
    else calls.push(call)
  }
  return byReason
}

function countByName(calls: Call[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { name } of calls) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** One of these lines. */
export function notCalledLine(endpoints: string[], reason: string): string {
  const what = oneLine(endpoints.join(', '), 300)
  return `${what} ${endpoints.length === 1 ? 'was' : 'were'} not called: ${oneLine(reason)}`
}

import { isFailure, type Result } from '../call.ts'
import { endpointText, requestText } from '../call-text.ts'
import { oneLine } from '../untrusted.ts'

/** What is wrong with a host, for one line of a table. */
export type Note = {
  /** The endpoint and what was sent, and behind it the first thing that is wrong; empty if nothing is. */
  note: string
  /** How many other endpoints are wrong; none unless given. */
  more?: number
}

export function noteOf(results: Result[]): Note {
  const failures = results.filter(isFailure)
  const [first] = failures
  if (first === undefined) {
    const isChecked = results.some(({ verdict }) => verdict === 'ok')
    return { note: isChecked ? '' : `nothing was checked${behind(unchecked(results))}` }
  }
  const names = new Set(failures.map(({ call }) => call.name))
  if (names.size > 1 && results.every(hasNoRoute)) {
    return { note: 'the server has none of the routes: is it the right one, on this port?' }
  }
  // A host that has answered nothing is unreachable as a whole.
  const isThere = results.some(({ answer }) => answer !== undefined)
  return { note: isThere ? textOf(first) : (first.problems[0] ?? ''), more: names.size - 1 }
}

/**
 * What is to be said of a host that passes: the first endpoint that was not checked there, why, and how many others were not.
 *
 * @returns undefined if all were
 */
export function uncheckedRemark(results: Result[]): string | undefined {
  const remark = unchecked(results)
  return remark === '' ? undefined : `not checked: ${remark}`
}

function unchecked(results: Result[]): string {
  const skipped = results.filter(({ verdict }) => verdict === 'skipped')
  const [first] = skipped
  if (first === undefined) return ''
  const more = new Set(skipped.map(({ call }) => call.name)).size - 1
  const {
    call,
    problems: [reason = ''],
  } = first
  const why = reason.startsWith('wants credentials') ? 'needs credentials' : oneLine(reason, 80)
  return `${oneLine(call.name, 40)} (${why})${more > 0 ? ` (+${more} more)` : ''}`
}

function behind(text: string): string {
  return text === '' ? '' : `: ${text}`
}

function hasNoRoute({ answer, problems }: Result): boolean {
  return answer?.status === 404 && !problems[0]?.endsWith(' works')
}

/** Statuses that come before a handler has read what was sent. */
const unread = [401, 404, 405]

/** The endpoint, unless the problem has named it; what was sent is left out where nothing depended on it. */
function textOf({ call, answer, problems: [problem = ''] }: Result): string {
  const endpoint = endpointText(call)
  const isNamed = [`the server has no route ${endpoint}`, `a redirect from ${endpoint} `].some(words =>
    problem.startsWith(words),
  )
  if (isNamed) return problem
  const isUnread = answer !== undefined && unread.includes(answer.status)
  return `${isUnread ? endpoint : requestText(call)}: ${problem}`
}

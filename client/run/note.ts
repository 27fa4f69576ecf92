import { isFailure, type Result } from '../call.ts'
import { sentText } from '../call-text.ts'

/** What is wrong with a host, for one line of a table. */
export type Note = {
  /** What was sent, and behind it the first thing that is wrong; empty if nothing is. */
  note: string
  /** How many other endpoints are wrong; none unless given. */
  more?: number
}

export function noteOf(results: Result[]): Note {
  const failures = results.filter(isFailure)
  const [first] = failures
  if (first === undefined) {
    const isChecked = results.some(({ verdict }) => verdict === 'ok')
    return { note: isChecked ? '' : 'nothing was checked' }
  }
  const names = new Set(failures.map(({ call }) => call.name))
  if (names.size > 1 && results.every(hasNoRoute)) {
    return { note: 'the server has none of the routes: is it the right one, on this port?' }
  }
  return { note: textOf(first), more: names.size - 1 }
}

function hasNoRoute({ answer, problems }: Result): boolean {
  return answer?.status === 404 && !problems[0]?.endsWith(' works')
}

/** What was sent is left out where nothing depended on it: no server was reached, or no handler. */
function textOf({ call, answer, problems: [problem = ''] }: Result): string {
  const isHandled = answer !== undefined && ![401, 404, 405].includes(answer.status)
  const sent = isHandled ? sentText(call) : ''
  return sent === '' ? problem : `${sent}: ${problem}`
}

import type { Answer, Call, Result } from '../call.ts'
import { shown } from '../judge/shown.ts'
import { parseJson } from '../untrusted.ts'
import { type Earlier, givingAnswer } from './earlier.ts'
import { lacking } from './fill.ts'

/**
 * Says of a right answer that it is wrong all the same, if it lacks a value that a later call takes from it.
 *
 * @param later the calls behind it that are to be made
 * @param basePath the path of the base URL, without a slash at its end
 */
export function withLacks(result: Result, later: Call[], { exchanges }: Earlier, basePath: string): Result {
  const { call } = result
  const answer = givingAnswer(result)
  if (answer === undefined || exchanges.has(call.name)) return result
  const problems = new Map<string, string>()
  for (const waiting of later) {
    for (const lack of lacking(waiting, { call, answer }, basePath)) {
      if (problems.has(lack)) continue
      problems.set(lack, `the answer has ${lack}, which ${waiting.name} needs${gotIn(answer, lack)}`)
    }
  }
  if (problems.size === 0) return result
  const wrong = { verdict: call.optional ? 'optional' : 'wrong', word: 'wrong' } as const
  return { ...result, ...wrong, problems: [...problems.values()] }
}

/** What came in its place, where a body can be shown. */
function gotIn({ body }: Answer, lack: string): string {
  return lack.startsWith('no header ') || body.trim() === '' ? '' : `; got ${shownText(body)}`
}

function shownText(body: string): string {
  try {
    return shown(parseJson(body))
  } catch {
    return shown(body)
  }
}

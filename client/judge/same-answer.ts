import type { Result } from '../call.ts'
import { endpointText, requestBody } from '../call-text.ts'
import { isObject, oneLine, parseJson } from '../untrusted.ts'
import { differences, kindOf } from './compare.ts'
import { shown } from './shown.ts'

/**
 * Says of a wrong result that its answer is the one that another call of the endpoint got, or a part of it is, although
 * something else was sent and something else is right: then it is written into the code, or kept in a global variable.
 *
 * @param others the results of the same run
 */
export function withSameAnswer(result: Result, others: Result[]): Result {
  // One that has another shape, or another status, than was wanted says more by that.
  const got = fieldsOf(result)
  if (result.word !== 'wrong' || got === undefined) return result
  for (const other of others) {
    const same = other.call.name === result.call.name ? sameFields(result, got, other) : []
    const sent = inputOf(other)
    if (same.length === 0 || sent === inputOf(result)) continue
    const isAll = differences(fieldsOf(other), got).length === 0
    const what = isAll ? 'the same answer' : `${same[0]} is ${shown(got[same[0] ?? ''])}`
    return {
      ...result,
      problems: [
        `${what} as for ${oneLine(sent, 60)}: written into the code, or kept from an earlier call; compute it from what is sent`,
        ...result.problems,
      ],
      hint: 'What is sent is request.get_json() in Flask, and req.body in Express.',
    }
  }
  return result
}

function inputOf({ call }: Result): string {
  return requestBody(call) ?? endpointText(call)
}

/** The fields of an answer, if it has all those of the expected value, each of its kind. */
function fieldsOf({ call, answer }: Result): Record<string, unknown> | undefined {
  const expected = call.expect?.value
  if (answer === undefined || !isObject(expected)) return undefined
  try {
    const got = parseJson(answer.body)
    if (!isObject(got)) return undefined
    const isWhole = Object.keys(expected).every(key => kindOf(got[key]) === kindOf(expected[key]))
    return isWhole ? got : undefined
  } catch {
    return undefined
  }
}

/** The wrong fields in which another call was answered alike, where the right answers differ. */
function sameFields({ call }: Result, got: Record<string, unknown>, other: Result): string[] {
  const expected = call.expect?.value
  const otherExpected = other.call.expect?.value
  const otherGot = fieldsOf(other)
  if (!isObject(expected) || !isObject(otherExpected) || otherGot === undefined) return []
  return Object.keys(expected).filter(
    key =>
      differences(expected[key], got[key]).length > 0 &&
      differences(expected[key], otherExpected[key]).length > 0 &&
      differences(otherGot[key], got[key]).length === 0,
  )
}

import type { Call, Result } from '../call.ts'
import { endpointText, requestBody } from '../call-text.ts'
import { isObject, oneLine, parseJson } from '../untrusted.ts'
import { differences, kindOf } from './compare.ts'
import { shown } from './shown.ts'

type Fields = Record<string, unknown>

/** What is kept of an answer: what was sent, and the fields that were expected and came. */
type Kept = { name: string; sent: string; expected: Fields; got: Fields }

/** Characters of what is kept of an answer, and answers of one endpoint that another one is compared with. */
const most = { characters: 10_000, others: 20 }

/**
 * Says of a wrong result that its answer is the one that another call of the endpoint got, or a part of it is, although
 * something else was sent and something else is right: then it is written into the code, or kept in a global variable.
 *
 * @returns what is told the results of a run one by one, and what gives the result of an index by all that are known until then
 */
export function createSameAnswers(): {
  add: (result: Result) => void
  told: (result: Result, index: number) => Result
} {
  const all: (Kept | undefined)[] = []
  const byName = new Map<string, Kept[]>()
  return {
    add(result) {
      const kept = keptOf(result)
      all.push(kept)
      if (kept === undefined) return
      const others = byName.get(kept.name) ?? []
      byName.set(kept.name, others)
      if (others.length < most.others) others.push(kept)
    },
    told(result, index) {
      const own = all[index]
      // One that has another shape, or another status, than was wanted says more by that.
      if (own === undefined || result.word !== 'wrong') return result
      for (const other of byName.get(own.name) ?? []) {
        const same = other.sent === own.sent ? [] : sameFields(own, other)
        if (same.length > 0) return withProblem(result, own, other, same[0] ?? '')
      }
      return result
    },
  }
}

function withProblem(result: Result, { got }: Kept, other: Kept, field: string): Result {
  const isAll = differences(other.got, got).length === 0
  const what = isAll ? 'the same answer' : `${field} is ${shown(got[field])}`
  return {
    ...result,
    problems: [
      `${what} as for ${oneLine(other.sent, 60)}: written into the code, or kept from an earlier call; compute it from what is sent`,
      ...result.problems,
    ],
    hint: 'What is sent is request.get_json() in Flask, and req.body in Express.',
  }
}

function inputOf(call: Call): string {
  return requestBody(call) ?? endpointText(call)
}

/** Nothing of an answer that has not all fields of the expected value, each of its kind, or is long. */
function keptOf({ call, answer }: Result): Kept | undefined {
  const expected = call.expect?.value
  if (answer === undefined || !isObject(expected)) return undefined
  const got = objectIn(answer.body)
  if (got === undefined) return undefined
  const isWhole = Object.keys(expected).every(
    key => Object.hasOwn(got, key) && kindOf(got[key]) === kindOf(expected[key]),
  )
  if (!isWhole) return undefined
  const fields = JSON.stringify(Object.fromEntries(Object.entries(got).slice(0, 100)))
  // Read anew, as a part of a long text keeps all of it in memory.
  return fields.length > most.characters
    ? undefined
    : { name: call.name, sent: inputOf(call), expected, got: JSON.parse(fields) as Fields }
}

function objectIn(body: string): Fields | undefined {
  try {
    const value = parseJson(body)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The wrong fields in which another call was answered alike, where the right answers differ. */
function sameFields({ expected, got }: Kept, other: Kept): string[] {
  return Object.keys(expected).filter(
    key =>
      differences(expected[key], got[key]).length > 0 &&
      differences(expected[key], other.expected[key]).length > 0 &&
      differences(other.got[key], got[key]).length === 0,
  )
}

import type { Answer, Call, Expectation } from '../call.ts'
import { isAmong, isStream, mediaType } from '../media-type.ts'
import { headerOf, isObject, parseJson } from '../untrusted.ts'
import { differences } from './compare.ts'
import { limited } from './described.ts'
import { explainStatus } from './explain.ts'
import type { Explanation } from './explanation.ts'
import { notFilledIn } from './filled-in.ts'
import { explainNotJson, explainTwiceEncoded } from './not-json.ts'
import { cannotCheck, checkSchema, type SchemaCheck } from './schema-check.ts'
import { checkItems } from './stream-items.ts'
import { swappedFields } from './swapped.ts'
import { wantedShape } from './wanted.ts'

type Judgement = { problems: string[]; hint?: string | undefined; notes?: string[] }

/**
 * Compares an answer with what is known of the right one: status, JSON, value, schema, headers. No problems mean that it is
 * right; of more than twenty, the last line says how many.
 */
export function judge(call: Call, answer: Answer): Judgement {
  const { problems, notes, ...rest } = wholeJudgement(call, answer)
  return { problems: limited(problems), ...rest, ...(notes !== undefined && { notes: limited(notes) }) }
}

function wholeJudgement(call: Call, answer: Answer): Judgement {
  const { expect = {} } = call
  const { status, types, headers = [] } = expect
  if (!(status?.includes(answer.status) ?? answer.status < 400)) {
    return explained(explainStatus(call, answer, status))
  }
  const missing = headers
    .filter(name => headerOf(answer.headers, name) === null)
    .map(name => `the header ${name} is missing`)
  if (call.method === 'HEAD' || answer.status === 204) return { problems: missing }
  const type = answer.headers.get('content-type') ?? ''
  if (types !== undefined && !isAmong(type, types)) {
    return { problems: [`the answer is ${mediaType(type) || 'of no media type'}, not ${types.join(' or ')}`] }
  }
  const isItems = types !== undefined && isStream(type)
  const { problems, ...rest } = isItems ? judgeItems(expect, type, answer.body) : judgeBody(expect, answer)
  return { problems: [...problems, ...missing], ...rest }
}

function judgeBody(expect: Expectation, answer: Answer): Judgement {
  const { json, value, filledIn = [] } = expect
  if (typeof value === 'string' && !json) {
    // A newline at the end of a text makes no difference.
    return { problems: differences(value.trimEnd(), answer.body.trimEnd(), expect) }
  }
  if (!json && !('schema' in expect) && value === undefined && filledIn.length === 0) return { problems: [] }

  let got: unknown
  try {
    got = parseJson(answer.body)
  } catch {
    return explained(explainNotJson(expect, answer))
  }
  const wrongValue = value === undefined ? [] : differences(value, got, expect)
  // A wrong value mostly breaks the schema as well; its words say more.
  const judgement =
    wrongValue.length > 0
      ? { problems: [...swappedFields(value, got), ...withExpected(wrongValue, value)] }
      : judgeSchema(expect, got)
  if (judgement.problems.length === 0) return { ...judgement, problems: notFilledIn(filledIn, got) }
  const twice = typeof value === 'string' ? undefined : explainTwiceEncoded(got)
  return twice === undefined
    ? judgement
    : { problems: [twice.problem, ...judgement.problems], hint: twice.hint }
}

function judgeSchema(expect: Expectation, got: unknown): Judgement {
  if (!('schema' in expect)) return { problems: [] }
  const { problems, ...rest } = checked(() => checkSchema(expect.schema, got))
  const shape = wantedShape(expect)
  const isOther = !isObject(got) && shape.startsWith('{"')
  return { problems: problems.map(each => (isOther ? `${each}; wanted ${shape}` : each)), ...rest }
}

function judgeItems(expect: Expectation, type: string, body: string): Judgement {
  return 'itemSchema' in expect ? checked(() => checkItems(expect.itemSchema, type, body)) : { problems: [] }
}

/** A document's schema is converted when it is read, and one that describes too much work throws then. */
function checked(check: () => SchemaCheck): Judgement {
  try {
    return check()
  } catch (error) {
    return { problems: [], notes: [cannotCheck(error)] }
  }
}

function explained({ problem, hint }: Explanation): Judgement {
  return { problems: [problem], hint }
}

/** Adds the whole expected value, if it fits into a line: it shows best what is missing. */
function withExpected(problems: string[], value: unknown): string[] {
  const expected = JSON.stringify(value)
  const isMissing = problems.some(problem => problem.includes(' is missing in '))
  return isMissing && expected.length <= 100 ? [...problems, `expected ${expected}`] : problems
}

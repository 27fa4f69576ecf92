import type { Answer, Call, Expectation } from '../call.ts'
import { isAmong, isStream, mediaType } from '../media-type.ts'
import { headerOf, parseJson } from '../untrusted.ts'
import { differences } from './compare.ts'
import { explainStatus } from './explain.ts'
import type { Explanation } from './explanation.ts'
import { explainNotJson } from './not-json.ts'
import { cannotCheck, checkSchema } from './schema-check.ts'

type Judgement = { problems: string[]; hint?: string | undefined; notes?: string[] }

/** Compares an answer with what is known of the right one: status, JSON, value, schema, headers. No problems mean that it is right. */
export function judge(call: Call, answer: Answer): Judgement {
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
  if (types !== undefined && isStream(type)) return { problems: missing }
  const { problems, ...rest } = judgeBody(expect, answer)
  return { problems: [...problems, ...missing], ...rest }
}

function judgeBody(expect: Expectation, answer: Answer): Judgement {
  const { json, value } = expect
  if (typeof value === 'string' && !json) {
    // A newline at the end of a text makes no difference.
    return { problems: differences(value.trimEnd(), answer.body.trimEnd(), expect) }
  }
  if (!json && !('schema' in expect) && value === undefined) return { problems: [] }

  let got: unknown
  try {
    got = parseJson(answer.body)
  } catch {
    return explained(explainNotJson(answer))
  }
  const wrongValue = value === undefined ? [] : differences(value, got, expect)
  // A wrong value mostly breaks the schema as well; its words say more.
  if (wrongValue.length > 0) return { problems: withExpected(wrongValue, value) }
  return 'schema' in expect ? judgeBySchema(expect, got) : { problems: [] }
}

/** A document's schema is converted when it is read, and one that describes too much work throws then. */
function judgeBySchema(expect: Expectation, got: unknown): Judgement {
  try {
    return checkSchema(expect.schema, got)
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

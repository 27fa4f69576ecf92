import type { Expectation } from '../../call.ts'
import { isStream } from '../../media-type.ts'
import type { DescribedAnswer } from './described-answer.ts'

/** What the right answer to an input depends on: see Input. */
type Asked = { exampleName: string | undefined; takesNothing: boolean }

/**
 * The answer with a problem that an input leads to: its example stands below a 4xx or 5xx status, and below no 2xx.
 * An example without a name says nothing of the kind: every answer may have one.
 */
export function problemOf(
  answers: DescribedAnswer[],
  exampleName: string | undefined,
): DescribedAnswer | undefined {
  if (!exampleName) return undefined
  const leadsTo = answers.filter(({ examples }) => examples.has(exampleName))
  return leadsTo.some(isSuccess) ? undefined : leadsTo.find(isProblem)
}

/**
 * What an operation's document says of the right answer to an input: the documented 2xx statuses, or the one of the
 * problem that the input leads to; the schema of their JSON, and the value of the example that has the name of the
 * input's. An example of another name shows what an answer may look like, and not what this one must be.
 *
 * The schemas are still the document's own: see withSchemasAlone().
 */
export function expectationOf(answers: DescribedAnswer[], asked: Asked): Expectation {
  const problem = problemOf(answers, asked.exampleName)
  const right = problem === undefined ? answers.filter(isSuccess) : [problem]
  const described = right.length > 0 ? right : undeclared(answers)
  const schemas = described.filter(({ json }) => json).map(({ schema }) => schema)
  // A JSON answer without a schema may be any.
  const schema = schemas.includes(undefined) ? undefined : anyOf(schemas)
  const itemSchema = anyOf(described.map(({ itemSchema }) => itemSchema))
  const headers = (described[0]?.headers ?? []).filter(name =>
    described.every(each => each.headers.includes(name)),
  )
  const types = described.flatMap(each => each.types)
  const documented = answers.filter(each => isProblem(each) && !right.includes(each))
  return {
    ...(right.length > 0 && { status: right.flatMap(statuses) }),
    ...(described.length > 0 && described.every(({ json }) => json) && { json: true }),
    ...(schema !== undefined && { schema }),
    ...pairedExample(right, asked),
    ...(types.some(isStream) && { types }),
    ...(itemSchema !== undefined && { itemSchema }),
    ...(headers.length > 0 && { headers }),
    ...(documented.length > 0 && { documented: documented.flatMap(statuses) }),
  }
}

function anyOf(schemas: unknown[]): unknown {
  const given = schemas.filter(schema => schema !== undefined)
  return given.length > 1 ? { anyOf: given } : given[0]
}

function pairedExample(
  right: DescribedAnswer[],
  { exampleName, takesNothing }: Asked,
): Pick<Expectation, 'value' | 'varies'> {
  const found = right.flatMap(({ examples, varies }) =>
    [...examples].map(([name, value]) => ({ name, value, varies: varies.get(name) })),
  )
  const isOnly = takesNothing && exampleName === undefined
  const paired = isOnly ? found.length === 1 && found[0] : found.find(({ name }) => name === exampleName)
  if (!paired) return {}
  return { value: paired.value, ...(paired.varies !== undefined && { varies: paired.varies }) }
}

/**
 * The `default` answer, where no good one is declared: it describes every status that is not. If redirects are declared, it is
 * not known to be the good one. Of its examples each may be an error's. Source: OpenAPI 3.0.3, section 4.7.16, Responses Object.
 */
function undeclared(answers: DescribedAnswer[]): DescribedAnswer[] {
  if (answers.some(({ status }) => /^3/.test(status))) return []
  return answers.filter(({ status }) => status === 'default')
}

function isSuccess({ status }: DescribedAnswer): boolean {
  return /^2(\d\d|XX)$/i.test(status)
}

function isProblem({ status }: DescribedAnswer): boolean {
  return /^[45](\d\d|XX)$/i.test(status)
}

/** `2XX` stands for all of its hundred. */
function statuses({ status }: DescribedAnswer): number[] {
  const first = Number(status[0]) * 100
  return /^\d+$/.test(status) ? [Number(status)] : Array.from({ length: 100 }, (_, index) => first + index)
}

import type { Expectation } from '../../call.ts'
import { isStream } from '../../media-type.ts'
import { isObject } from '../../untrusted.ts'
import { isJson } from './media-type.ts'
import { resolved } from './reference.ts'
import { examplesOf } from './slot.ts'

/** An answer as the document describes it. */
export type DescribedAnswer = {
  /** `200`, `4XX` or `default`. */
  status: string
  json: boolean
  schema: unknown
  /** The media types that it may have. */
  types: string[]
  examples: Map<string, unknown>
  /** JSON pointers to what varies in an example, by the example's name. */
  varies: Map<string, string[]>
  /** Names of the examples of calls that send nothing. */
  withoutInput: string[]
  /** Names of the headers that it always has. */
  headers: string[]
}

/** What the right answer to an input depends on: see Input. */
type Asked = { exampleName: string | undefined; takesNothing: boolean }

/** All answers of an operation, in the document's order. */
export function answersOf(document: unknown, operation: Record<string, unknown>): DescribedAnswer[] {
  const responses = Object.entries(isObject(operation.responses) ? operation.responses : {})
  return responses.map(([status, response]) => describedAnswer(document, status, response))
}

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
 * The schema is still the document's own: see withSchemaAlone().
 */
export function expectationOf(answers: DescribedAnswer[], asked: Asked): Expectation {
  const problem = problemOf(answers, asked.exampleName)
  const right = problem === undefined ? answers.filter(isSuccess) : [problem]
  const described = right.length > 0 ? right : undeclared(answers)
  const schemas = described
    .filter(({ json, schema }) => json && schema !== undefined)
    .map(({ schema }) => schema)
  const schema = schemas.length > 1 ? { anyOf: schemas } : schemas[0]
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
    ...(headers.length > 0 && { headers }),
    ...(documented.length > 0 && { documented: documented.flatMap(statuses) }),
  }
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

function describedAnswer(document: unknown, status: string, response: unknown): DescribedAnswer {
  const { content, headers } = resolved(document, response) ?? {}
  const types = Object.keys(isObject(content) ? content : {})
  const answer = { status, types, headers: requiredHeaders(document, headers) }
  const type = types.find(isJson) ?? types.find(name => name.startsWith('text/plain'))
  if (!isObject(content) || type === undefined) {
    return {
      ...answer,
      json: false,
      schema: undefined,
      examples: new Map(),
      varies: new Map(),
      withoutInput: [],
    }
  }
  const media = resolved(document, content[type]) ?? {}
  const marks = marksOf(document, media)
  return {
    ...answer,
    json: types.every(isJson),
    schema: media.schema,
    examples: examplesOf(document, media),
    varies: new Map(
      marks.filter(([, { varies }]) => varies.length > 0).map(([name, { varies }]) => [name, varies]),
    ),
    withoutInput: marks.filter(([, { sendsNothing }]) => sendsNothing).map(([name]) => name),
  }
}

/** OpenAPI ignores a Content-Type that is described among the headers. */
function requiredHeaders(document: unknown, headers: unknown): string[] {
  return Object.entries(isObject(headers) ? headers : {})
    .filter(
      ([name, header]) => resolved(document, header)?.required === true && !/^content-type$/i.test(name),
    )
    .map(([name]) => name)
}

/** What examples say of themselves besides their value: `x-varies`, `x-sends-nothing`. */
function marksOf(
  document: unknown,
  { examples }: Record<string, unknown>,
): [name: string, marks: { varies: string[]; sendsNothing: boolean }][] {
  return Object.entries(isObject(examples) ? examples : {}).map(([name, example]) => {
    const { 'x-varies': varies, 'x-sends-nothing': sendsNothing } = resolved(document, example) ?? {}
    return [
      name,
      {
        varies: Array.isArray(varies) ? varies.filter(pointer => typeof pointer === 'string') : [],
        sendsNothing: sendsNothing === true,
      },
    ]
  })
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

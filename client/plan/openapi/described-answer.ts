import { isStream } from '../../media-type.ts'
import { isObject } from '../../untrusted.ts'
import { isJson } from './media-type.ts'
import { resolved } from './reference.ts'
import { remembered } from './remembered.ts'
import { examplesOf } from './slot.ts'

/** An answer as the document describes it. */
export type DescribedAnswer = {
  /** `200`, `4XX` or `default`. */
  status: string
  json: boolean
  schema: unknown
  /** Of the items, if it is a stream. */
  itemSchema: unknown
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

/** All answers of an operation, in the document's order. */
export function answersOf(document: unknown, operation: Record<string, unknown>): DescribedAnswer[] {
  const responses = Object.entries(isObject(operation.responses) ? operation.responses : {})
  return responses.map(([status, response]) => ({
    status,
    ...answerBelow(document, resolved(document, response) ?? {}),
  }))
}

/** An answer below any status: many operations refer to one. */
const answerBelow = remembered((document, { content, headers }): Omit<DescribedAnswer, 'status'> => {
  const media = isObject(content) ? content : {}
  const types = Object.keys(media)
  const below = (type: string | undefined) => (type !== undefined && resolved(document, media[type])) || {}
  const read = below(types.find(isJson) ?? types.find(type => type.startsWith('text/plain')))
  const marks = marksOf(document, read)
  return {
    types,
    json: types.length > 0 && types.every(isJson),
    schema: read.schema,
    itemSchema: below(types.find(isStream)).itemSchema,
    examples: examplesOf(document, read),
    varies: new Map(
      marks.filter(([, { varies }]) => varies.length > 0).map(([name, { varies }]) => [name, varies]),
    ),
    withoutInput: marks.filter(([, { sendsNothing }]) => sendsNothing).map(([name]) => name),
    headers: requiredHeaders(document, headers),
  }
})

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

/** What the published OpenAPI document says of an API: nothing here knows a route. */
import { Validator } from '@cfworker/json-schema'
import { resolved } from '../../../client/plan/openapi/reference.ts'

export type Schema = Record<string, unknown>

/** A place for a value in the URL. */
export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }

export type Operation = {
  method: string
  /** With `{name}` for each parameter of the path. */
  path: string
  parameters: Parameter[]
  body: Schema | undefined
  /** The status of a good answer; its type and schema, unless it has no body. */
  status: number
  answer: { type: string; schema: Schema } | undefined
}

export type Document = {
  operations: Operation[]
  /** What a schema's `$ref` leads to, in the end. */
  resolve(schema: Schema): Schema
  fits(schema: Schema, value: unknown): boolean
}

type RawOperation = {
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

type RawDocument = { paths: Record<string, Record<string, RawOperation>>; components: object }

export async function readDocument(port: number): Promise<Document> {
  const answer = await fetch(`http://127.0.0.1:${port}/openapi.json`)
  const document = (await answer.json()) as RawDocument
  const validators = new Map<Schema, Validator>()

  function validator(schema: Schema): Validator {
    // References count from the top of the document, so what they lead to comes along.
    const { components } = document
    const known = validators.get(schema) ?? new Validator({ components, ...schema }, '2020-12')
    validators.set(schema, known)
    return known
  }

  return {
    operations: Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) =>
        operationOf(method.toUpperCase(), path, operation),
      ),
    ),
    resolve: schema => resolved(document, schema) as Schema,
    fits: (schema, value) => value !== undefined && validator(schema).validate(value).valid,
  }
}

function operationOf(
  method: string,
  path: string,
  { parameters, requestBody, responses }: RawOperation,
): Operation {
  const [status, { content }] = Object.entries(responses).find(([name]) => name.startsWith('2')) as [
    string,
    RawOperation['responses'][string],
  ]
  const [answer] = Object.entries(content ?? {}).map(([type, { schema }]) => ({ type, schema }))
  return {
    method,
    path,
    parameters,
    body: requestBody?.content['application/json']?.schema,
    status: Number(status),
    answer,
  }
}

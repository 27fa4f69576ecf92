import type { Expectation } from '../../call.ts'
import { isObject } from '../../untrusted.ts'
import type { Input } from './input.ts'
import { resolved } from './reference.ts'
import { standaloneSchema } from './schema.ts'
import { examplesOf, isJson } from './slot.ts'

/** An answer's body as the document describes it. */
type Body = { json: boolean; schema: unknown; examples: [name: string, value: unknown][] }

/**
 * What an operation's document says of the right answer to an input: the documented 2xx statuses, the schema of
 * their JSON, and the value of the example that has the name of the input's. An example of another name shows what
 * an answer may look like, and not what this one must be.
 */
export function expectationOf(
  document: unknown,
  operation: Record<string, unknown>,
  input: Input,
): Expectation {
  const responses = Object.entries(isObject(operation.responses) ? operation.responses : {})
  const successes = responses.filter(([status]) => /^2(\d\d|XX)$/i.test(status))
  const bodies = successes.map(([, response]) => bodyOf(document, response))
  const schemas = bodies.filter(body => body.json && body.schema !== undefined).map(body => body.schema)
  const schema = schemas.length > 1 ? { anyOf: schemas } : schemas[0]
  const example = pairedExample(
    bodies.flatMap(body => body.examples),
    input,
  )
  return {
    ...(successes.length > 0 && { status: successes.flatMap(([status]) => statuses(status)) }),
    ...(bodies.length > 0 && bodies.every(body => body.json) && { json: true }),
    ...(schema !== undefined && { schema: standaloneSchema(document, schema) }),
    ...(example !== undefined && { value: example[1] }),
  }
}

function pairedExample(examples: Body['examples'], input: Input): Body['examples'][number] | undefined {
  if (input.takesNothing) return examples.length === 1 ? examples[0] : undefined
  return examples.find(([name]) => name === input.exampleName)
}

function bodyOf(document: unknown, response: unknown): Body {
  const { content } = resolved(document, response) ?? {}
  if (!isObject(content)) return { json: false, schema: undefined, examples: [] }
  const types = Object.keys(content)
  const type = types.find(isJson) ?? types.find(name => name.startsWith('text/plain'))
  if (type === undefined) return { json: false, schema: undefined, examples: [] }
  const media = resolved(document, content[type]) ?? {}
  return { json: types.every(isJson), schema: media.schema, examples: [...examplesOf(document, media)] }
}

/** `2XX` stands for all of its hundred. */
function statuses(status: string): number[] {
  return /^\d+$/.test(status) ? [Number(status)] : Array.from({ length: 100 }, (_, index) => 200 + index)
}

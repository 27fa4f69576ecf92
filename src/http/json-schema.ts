import { z } from 'zod'
import { listTuples } from './list-tuples.ts'

export type JsonSchema = z.core.JSONSchema.BaseSchema

/**
 * A zod schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is.
 *
 * @param io `input` for what a caller sends, `output` for what we answer.
 * @throws {Error} if it has what JSON Schema cannot say: dates, transforms, bigints, functions.
 */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, override: allowMore })
  return listTuples(rest)
}

/** Whether an answer is text, which goes out as it is. Any other goes out as JSON. */
export function isText(returns: z.ZodType): boolean {
  const { type, $ref, $defs } = jsonSchema(returns, 'output')
  // A schema with an id is a reference to its own definition.
  const root = $ref === undefined ? type : $defs?.[$ref.replace('#/$defs/', '')]?.type
  return root === 'string'
}

/** An answer may gain a field some day, so only a `z.strictObject` forbids other fields. */
function allowMore({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  const { def } = zodSchema._zod
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties
}

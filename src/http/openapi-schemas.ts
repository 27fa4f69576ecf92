import type { JsonSchema } from './json-schema.ts'

type SchemaComponents = {
  /** What stands under `#/components/schemas/`, and grows with each schema that is put into the document. */
  schemas: Record<string, JsonSchema>
  /** The schema as it may stand anywhere in the document. */
  embed(name: string, schema: JsonSchema): JsonSchema
}

/**
 * References inside a schema count from the top of the document, so what they lead to moves to the components.
 * @param schemas what is there already
 */
export function schemaComponents(schemas: Record<string, JsonSchema>): SchemaComponents {
  function embed(name: string, { $defs = {}, ...schema }: JsonSchema): JsonSchema {
    const moved = (part: JsonSchema): JsonSchema =>
      JSON.parse(JSON.stringify(part), (key, value) => {
        if (key !== '$ref' || typeof value !== 'string') return value
        return `#/components/schemas/${value === '#' ? name : value.replace('#/$defs/', `${name}.`)}`
      })
    for (const [key, definition] of Object.entries($defs))
      schemas[`${name}.${key}`] = moved(definition as JsonSchema)
    const isReferred = JSON.stringify([schema, $defs]).includes('"$ref":"#"')
    if (!isReferred) return moved(schema)
    schemas[name] = moved(schema)
    return { $ref: `#/components/schemas/${name}` }
  }

  return { schemas, embed }
}

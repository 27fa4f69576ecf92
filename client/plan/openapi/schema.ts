import { isObject } from '../../untrusted.ts'
import { pointedAt } from './reference.ts'

type Schema = Record<string, unknown>

const schemaKeywords = new Set(
  'additionalProperties unevaluatedProperties unevaluatedItems contains propertyNames items not if then else'.split(
    ' ',
  ),
)
const schemaListKeywords = new Set(['prefixItems', 'allOf', 'anyOf', 'oneOf'])
const schemaMapKeywords = new Set(['properties', 'patternProperties', 'dependentSchemas'])
const plainKeywords = new Set(
  (
    'type const enum required dependentRequired minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
    'minLength maxLength pattern format minItems maxItems uniqueItems minContains maxContains minProperties maxProperties'
  ).split(' '),
)

/**
 * A schema of an OpenAPI document as JSON Schema 2020-12 that stands alone.
 *
 * Only keywords that constrain a value are kept (an `example` with a field `$ref` or `id` must not be read as a
 * schema), references become `$defs`, and OpenAPI 3.0's own spellings (`nullable`, boolean `exclusiveMinimum`)
 * become the standard's. A reference that leads nowhere, or to another document, allows any value.
 */
export function standaloneSchema(document: unknown, schema: unknown): unknown {
  const names = new Map<string, string>()
  const $defs: Schema = {}
  const root = convert(schema)
  return isObject(root) && names.size > 0 ? { ...root, $defs } : root

  function convert(value: unknown): unknown {
    if (!isObject(value)) return value !== false
    const converted: Schema = {}
    for (const [keyword, content] of Object.entries(value)) {
      if (schemaKeywords.has(keyword)) converted[keyword] = convert(content)
      else if (schemaListKeywords.has(keyword) && Array.isArray(content)) {
        converted[keyword] = content.map(convert)
      } else if (schemaMapKeywords.has(keyword) && isObject(content)) {
        converted[keyword] = Object.fromEntries(
          Object.entries(content).map(([key, item]) => [key, convert(item)]),
        )
      } else if (plainKeywords.has(keyword)) converted[keyword] = content
      else if (keyword === '$ref' && typeof content === 'string') converted.$ref = define(content)
    }
    return modernized(value, converted)
  }

  /** Names the definition before it is converted, so that a schema may refer to itself. */
  function define(reference: string): string {
    const known = names.get(reference)
    if (known !== undefined) return known
    const key = String(names.size + 1)
    names.set(reference, `#/$defs/${key}`)
    $defs[key] = true
    $defs[key] = convert(pointedAt(document, reference))
    return `#/$defs/${key}`
  }
}

/** OpenAPI 3.0 wrote some keywords in a way of its own. */
function modernized(original: Schema, schema: Schema): unknown {
  for (const [exclusive, inclusive] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (schema[exclusive] === true) {
      schema[exclusive] = schema[inclusive]
      delete schema[inclusive]
    } else if (schema[exclusive] === false) delete schema[exclusive]
  }
  if (original.nullable !== true) return schema
  return typeof schema.type === 'string' && schema.enum === undefined
    ? { ...schema, type: [schema.type, 'null'] }
    : { anyOf: [{ type: 'null' }, schema] }
}

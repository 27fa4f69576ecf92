import { isObject } from '../../untrusted.ts'
import { type OneWay, oneWayNames } from './one-way.ts'
import { pointedAt } from './reference.ts'

type Schema = Record<string, unknown>

const schemaKeywords = new Set(
  'additionalProperties unevaluatedProperties unevaluatedItems contains propertyNames items not if then else'.split(
    ' ',
  ),
)
/** They are about the value itself, and not about something within it. */
const sameValue = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas'])
/** What they say is asked and not demanded. */
const conditions = new Set(['not', 'if'])
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
 * become the standard's. A reference that leads nowhere, or to another document, allows any value. What goes the other way
 * only is not required.
 *
 * @param way of the value that is checked: an answer's unless given
 */
export function standaloneSchema(document: unknown, schema: unknown, way: OneWay = 'readOnly'): unknown {
  const names = new Map<string, string>()
  const $defs: Schema = {}
  const none = new Set<string>()
  const other = way === 'readOnly' ? 'writeOnly' : 'readOnly'
  const root = convert(schema, none)
  return isObject(root) && names.size > 0 ? { ...root, $defs } : root

  /** @param missing names that the object may lack by what encloses the schema; undefined where `required` is no demand */
  function convert(value: unknown, missing: Set<string> | undefined): unknown {
    if (!isObject(value)) return value !== false
    const isAsked = 'required' in value || [...sameValue].some(keyword => keyword in value)
    const mayLack =
      missing && isAsked ? new Set([...missing, ...oneWayNames(document, value, other)]) : missing
    const converted: Schema = {}
    for (const [keyword, content] of Object.entries(value)) {
      const inner = conditions.has(keyword) ? undefined : sameValue.has(keyword) ? mayLack : none
      if (schemaKeywords.has(keyword)) converted[keyword] = convert(content, inner)
      else if (schemaListKeywords.has(keyword) && Array.isArray(content)) {
        converted[keyword] = content.map(each => convert(each, inner))
      } else if (schemaMapKeywords.has(keyword) && isObject(content)) {
        converted[keyword] = Object.fromEntries(
          Object.entries(content).map(([key, item]) => [key, convert(item, inner)]),
        )
      } else if (keyword === 'required' && Array.isArray(content)) {
        converted.required = content.filter(name => !mayLack?.has(name))
      } else if (plainKeywords.has(keyword)) converted[keyword] = content
      else if (keyword === '$ref' && typeof content === 'string') converted.$ref = define(content, mayLack)
    }
    return modernized(value, converted)
  }

  /** Names the definition before it is converted, so that a schema may refer to itself. */
  function define(reference: string, missing: Set<string> | undefined): string {
    const id = JSON.stringify([reference, missing && [...missing].sort()])
    const known = names.get(id)
    if (known !== undefined) return known
    const key = String(names.size + 1)
    names.set(id, `#/$defs/${key}`)
    $defs[key] = convert(pointedAt(document, reference), missing)
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

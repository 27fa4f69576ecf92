import { keysOf, valueAt } from '../../json-pointer.ts'
import { asUnicodePattern } from '../../judge/pattern.ts'
import { isObject, percentDecoded } from '../../untrusted.ts'

/**
 * Whether a JSON Schema names a place of the values that it describes, and lets a text stand there.
 *
 * @param schema undefined if there is none, which then names nothing
 * @param keys the way to the place
 */
export function schemaHasText(schema: unknown, keys: string[]): boolean {
  let reached = alternatives([schema], schema)
  for (const key of keys) {
    reached = alternatives(
      reached.flatMap(each => below(each, key)),
      schema,
    )
  }
  return reached.some(each => each === true || (isObject(each) && allowsText(each)))
}

function allowsText({
  type = 'string',
  const: only = '',
  enum: listed = [''],
}: Record<string, unknown>): boolean {
  const isText = (value: unknown) => typeof value === 'string'
  return [type].flat().includes('string') && isText(only) && Array.isArray(listed) && listed.some(isText)
}

/** The schemas, and all that may hold of the same value besides. */
function alternatives(schemas: unknown[], root: unknown): unknown[] {
  const found = new Set(schemas)
  for (const schema of found) {
    if (!isObject(schema)) continue
    const { $ref, allOf, anyOf, oneOf, then, else: otherwise, dependentSchemas } = schema
    const others = [
      ...[allOf, anyOf, oneOf, then, otherwise].flat(),
      ...Object.values(isObject(dependentSchemas) ? dependentSchemas : {}),
      ...(typeof $ref === 'string' ? [referred($ref, root)] : []),
    ]
    for (const other of others) if (isObject(other)) found.add(other)
  }
  return [...found]
}

/** What stands behind an anchor or an id is not looked up here, so that it may name any place. */
const anything = {}

function referred($ref: string, root: unknown): unknown {
  return /^#(\/|$)/.test($ref) ? valueAt(root, keysOf(percentDecoded($ref))) : anything
}

function below(schema: unknown, key: string): unknown[] {
  if (schema === anything) return [anything]
  if (!isObject(schema)) return []
  const { properties, patternProperties, additionalProperties, required, prefixItems, items, contains } =
    schema
  const isIndex = /^(0|[1-9]\d*)$/.test(key)
  const inLists = isIndex
    ? [Array.isArray(prefixItems) ? prefixItems[Number(key)] : undefined, items, contains]
    : []
  const named = [
    isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : undefined,
    ...Object.entries(isObject(patternProperties) ? patternProperties : {})
      .filter(([pattern]) => new RegExp(asUnicodePattern(pattern) ?? '(?!)', 'u').test(key))
      .map(([, inner]) => inner),
    isObject(additionalProperties) ? additionalProperties : undefined,
    ...[schema.const, ...(Array.isArray(schema.enum) ? schema.enum : [])]
      .map(value => valueAt(value, [key]))
      .filter(value => value !== undefined)
      .map(value => ({ const: value })),
  ]
  const found = [...inLists, ...named].filter(each => isObject(each) || each === true)
  return found.length === 0 && Array.isArray(required) && required.includes(key) ? [true] : found
}

import { isObject } from '../untrusted.ts'
import { asUnicodePattern } from './pattern.ts'

type Schema = Record<string, unknown>

const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0
const isNumber = (value: unknown) => typeof value === 'number'
const isText = (value: unknown) => typeof value === 'string'
const areTexts = (value: unknown) => Array.isArray(value) && value.every(isText)
const types = new Set(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'])

/** What a keyword's value must be for the keyword to mean anything. Source: JSON Schema Validation 2020-12, section 6. */
const isUsable: Record<string, (value: unknown) => boolean> = {
  type: value => [value].flat().length > 0 && [value].flat().every(name => types.has(name as string)),
  enum: Array.isArray,
  required: areTexts,
  dependentRequired: value => isObject(value) && Object.values(value).every(areTexts),
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: value => isNumber(value) && Number(value) > 0,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  minContains: isCount,
  maxContains: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  uniqueItems: value => typeof value === 'boolean',
  format: isText,
  pattern: value => isText(value) && asUnicodePattern(String(value)) !== undefined,
}

/**
 * A schema without what cannot be checked, and what that was, a line each. It refuses no value that the whole schema allows:
 * with a part of it unknown, `not`, `oneOf` and `if` would refuse more than before, and go as well.
 */
export function checkable(schema: unknown): { schema: unknown; notes: string[] } {
  const notes = new Set<string>()
  const found = reduced(schema, notes)
  return notes.size === 0 ? { schema: found, notes: [] } : { schema: loosened(found), notes: [...notes] }
}

/** Marks a schema of which something was left out. */
const partly = Symbol('partly')

function reduced(value: unknown, notes: Set<string>): unknown {
  if (Array.isArray(value)) return value.map(item => reduced(item, notes))
  if (!isObject(value)) return value
  const kept: Schema & { [partly]?: true } = {}
  const leave = (keyword: string, content: unknown) => {
    notes.add(`${keyword} ${JSON.stringify(content).slice(0, 80)} cannot be checked`)
    kept[partly] = true
  }
  for (const [keyword, content] of Object.entries(value)) {
    if (content === undefined) continue
    if (isInheritedFormat(keyword, content)) continue
    if (Object.hasOwn(isUsable, keyword) && !isUsable[keyword]?.(content)) leave(keyword, content)
    else if (keyword === 'pattern') kept.pattern = asUnicodePattern(String(content))
    else if (keyword === 'const' || keyword === 'enum') kept[keyword] = content
    else if (maps.has(keyword) && isObject(content))
      kept[keyword] = reducedMap(keyword, content, notes, leave)
    else if (keyword !== '__proto__') kept[keyword] = reduced(content, notes)
  }
  // What such a pattern would have named is not known.
  if (kept[partly] && isObject(value.patternProperties)) delete kept.additionalProperties
  return kept
}

/** A format that nobody knows says nothing; the validator takes one such as `toString` for a function to check with. */
function isInheritedFormat(keyword: string, content: unknown): boolean {
  return keyword === 'format' && typeof content === 'string' && content in Object.prototype
}

/** Keywords whose keys are names, and no keywords. */
const maps = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs'])

function reducedMap(
  keyword: string,
  content: Schema,
  notes: Set<string>,
  leave: (keyword: string, content: unknown) => void,
): Schema {
  const entries = Object.entries(content).flatMap(([key, inner]): [string, unknown][] => {
    const name = keyword === 'patternProperties' ? asUnicodePattern(key) : key
    if (name !== undefined) return [[name, reduced(inner, notes)]]
    leave(keyword, key)
    return []
  })
  return Object.fromEntries(entries)
}

/** Takes out what would refuse more for knowing less. A reference may lead to a part that is not whole. */
function loosened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(loosened)
  if (!isObject(value)) return value
  const { not, if: condition, oneOf, unevaluatedProperties, unevaluatedItems, ...rest } = value
  const schema: Schema = Object.fromEntries(
    Object.entries(rest).map(([keyword, content]) => [keyword, loosenedContent(keyword, content)]),
  )
  // One that is missing is whole, and stays undefined.
  if (isWhole(not)) schema.not = not
  if (isWhole(condition)) schema.if = condition
  if (!isWhole(rest.contains)) delete schema.maxContains
  // Any part beside them may say which fields and items are evaluated.
  if (isWhole(value)) Object.assign(schema, { unevaluatedProperties, unevaluatedItems })
  if (isWhole(oneOf)) return { ...schema, oneOf }
  return { ...schema, allOf: [{ allOf: schema.allOf }, { anyOf: loosened(oneOf) }] }
}

function loosenedContent(keyword: string, content: unknown): unknown {
  if (keyword === 'const' || keyword === 'enum') return content
  if (!maps.has(keyword) || !isObject(content)) return loosened(content)
  return Object.fromEntries(Object.entries(content).map(([name, inner]) => [name, loosened(inner)]))
}

function isWhole(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isWhole)
  if (!isObject(value)) return true
  return !(partly in value) && !('$ref' in value) && Object.values(value).every(isWhole)
}

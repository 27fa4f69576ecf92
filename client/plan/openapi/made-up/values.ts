import { isObject } from '../../../untrusted.ts'
import { resolved } from '../reference.ts'
import { alternativesOf } from './alternatives.ts'
import { listsFor } from './lists.ts'
import { isUnmade, type Made, type Making, type Schema, type Unmade, unmade } from './made.ts'
import { maxDepth, mergeAllOf } from './merge.ts'
import { numbersFor } from './numbers.ts'
import { objectsFor } from './objects.ts'
import { satisfies } from './satisfies.ts'
import { stringsFor } from './strings.ts'
import { withoutReadOnly, writtenIn } from './written-in.ts'

/** Keywords that a value is not made by. */
const tried = new Set(
  (
    'allOf anyOf oneOf not if contains const enum default dependentRequired dependentSchemas propertyNames ' +
    'patternProperties maxProperties unevaluatedItems unevaluatedProperties uniqueItems'
  ).split(' '),
)

/** Values that are tried in place of one that fits two alternatives. */
const furtherTries = 4

/** Values that a schema allows: its examples, else its default, else what it lists, else some of its type. See Maker. */
export function valuesOf(making: Making, schema: unknown, count: number, depth: number): Made | Unmade {
  const { document } = making
  if (schema === true) return { values: [making.anything], invented: true }
  if (!isObject(schema)) return unmade(schema === false ? 'no value is allowed' : 'it has no schema')
  const found = resolved(document, schema)
  if (found === undefined) return unmade('its reference leads to nothing in this document')
  if (depth > maxDepth) return unmade('it contains itself')
  if (making.steps-- <= 0) return unmade('it has too many parts')

  const merged = mergeAllOf(document, found, depth)
  making.isUnsure ||= Object.keys(found).some(keyword => tried.has(keyword))
  const written = writtenIn(merged)
  if (written !== undefined && !written.invented) {
    making.hasWritten = true
    return { ...written, values: written.values.map(value => withoutReadOnly(document, merged, value)) }
  }
  if (written !== undefined) return { ...written, values: written.values.slice(0, count) }
  const alternatives = alternativesOf(document, merged)
  return alternatives === undefined
    ? valuesOfType(making, merged, count, depth)
    : firstOf(making, alternatives, { merged, count, depth })
}

/** Of the alternatives the first that has a value, and if only one may fit, one that is no other's as well. */
function firstOf(
  making: Making,
  alternatives: Schema[],
  { merged, count, depth }: { merged: Schema; count: number; depth: number },
): Made | Unmade {
  let spare: Made | Unmade | undefined
  const isClear = (value: unknown) =>
    !Array.isArray(merged.oneOf) || satisfies(making.document, { oneOf: merged.oneOf }, value)
  for (const alternative of alternatives) {
    const made = valuesOf(making, alternative, count, depth + 1)
    if (!isUnmade(made) && made.values.every(isClear)) return made
    if (spare === undefined || (isUnmade(spare) && !isUnmade(made))) spare = made
    if (isUnmade(made)) continue
    // 1 is an integer and a number: some value further on may be but one of them.
    const more = valuesOf(making, alternative, count + furtherTries, depth + 1)
    const values = isUnmade(more) ? [] : more.values.filter(isClear)
    if (values.length > 0) return { values, invented: made.invented }
  }
  return spare ?? unmade('it has no alternatives')
}

function valuesOfType(making: Making, schema: Schema, count: number, depth: number): Made | Unmade {
  switch (typeOf(schema)) {
    case 'string': {
      const texts = stringsFor(schema, count)
      return Array.isArray(texts) ? { values: texts, invented: true } : texts
    }
    case 'integer':
    case 'number': {
      const numbers = numbersFor(schema, typeOf(schema) === 'integer', count)
      return numbers.length > 0 ? { values: numbers, invented: true } : unmade('its limits')
    }
    case 'boolean':
      return { values: [true, false], invented: true }
    case 'null':
      return { values: [null], invented: true }
    case 'array':
      return listsFor(making, schema, count, depth, valuesOf)
    case 'object':
      return objectsFor(making, schema, count, depth, valuesOf)
    case undefined:
      return { values: [making.anything], invented: true }
    default:
      return unmade('its type')
  }
}

const typeOfKeyword: Record<string, string> = {
  properties: 'object',
  required: 'object',
  additionalProperties: 'object',
  minProperties: 'object',
  items: 'array',
  prefixItems: 'array',
  minItems: 'array',
  pattern: 'string',
  format: 'string',
  minLength: 'string',
  maxLength: 'string',
  minimum: 'number',
  maximum: 'number',
  multipleOf: 'number',
}

/** The first of its types but null; without one, the type that its keywords are about. */
function typeOf(schema: Schema): unknown {
  const types = schema.type === undefined ? [] : [schema.type].flat()
  const keyword = Object.keys(typeOfKeyword).find(each => schema[each] !== undefined)
  if (types.length === 0) return keyword && typeOfKeyword[keyword]
  return types.find(type => type !== 'null') ?? 'null'
}

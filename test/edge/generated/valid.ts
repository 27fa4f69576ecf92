import fc, { type Arbitrary } from 'fast-check'
import type { Document, Operation, Schema } from './document.ts'

/** What a request says, before it is written as one. */
export type Input = { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown }

/** Longer than this are only the values of schemas that ask for it, so that no body is over the limit. */
const longest = 20

/** Deeper than this, a schema that refers to itself gives its shortest values. */
const deepest = 3

/** Inputs that the document says are right. */
export function validInput(document: Document, { parameters, body }: Operation): Arbitrary<Input> {
  const part = (place: 'path' | 'query') => {
    const own = parameters.filter(parameter => parameter.in === place)
    const values = own.map(({ name, schema }) => [name, valuesOf(document, schema)])
    const requiredKeys = own.filter(({ required }) => required).map(({ name }) => name)
    return fc.record(Object.fromEntries(values) as Record<string, Arbitrary<unknown>>, { requiredKeys })
  }
  return fc.record({
    params: part('path'),
    query: part('query'),
    body: body ? valuesOf(document, body) : fc.constant(undefined),
  })
}

/** Values that fit a schema. @throws {Error} if there is a keyword that it does not know, rather than to generate something else. */
function valuesOf(document: Document, reference: Schema, depth = 0): Arbitrary<unknown> {
  const schema = document.resolve(reference)
  const below = (part: unknown) => valuesOf(document, part as Schema, depth + 1)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[]))
  const choice = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined
  if (choice)
    return fc
      .oneof({ depthSize: 'small' }, ...choice.map(below))
      .filter(value => document.fits(schema, value))
  if (schema.allOf)
    return fc.tuple(...(schema.allOf as Schema[]).map(below)).map(parts => Object.assign({}, ...parts))
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map(type => below({ ...schema, type })))

  switch (schema.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
    case 'number':
      return numbers(schema)
    case 'string':
      return strings(schema)
    case 'array':
      return arrays(schema, depth, below)
    case 'object':
      return objects(schema, depth, below)
    case undefined:
      return fc.jsonValue({ maxDepth: 2 })
  }
  throw new Error(`There is no way here to make values of ${JSON.stringify(schema)}`)
}

function numbers({
  type,
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf,
}: Schema): Arbitrary<number> {
  const bounds = (low: unknown, high: unknown, none: number) =>
    [low, high]
      .filter(bound => typeof bound === 'number')
      .reduce<number>((a, b) => (none < 0 ? Math.max(a, b as number) : Math.min(a, b as number)), none)
  const min = bounds(minimum, exclusiveMinimum, -Number.MAX_VALUE)
  const max = bounds(maximum, exclusiveMaximum, Number.MAX_VALUE)
  const isInside = (value: number) => value !== exclusiveMinimum && value !== exclusiveMaximum
  if (type === 'number' && multipleOf === undefined) {
    return fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).filter(isInside)
  }
  const step = typeof multipleOf === 'number' ? multipleOf : 1
  const limit = Number.MAX_SAFE_INTEGER
  const steps = { min: Math.max(-limit, Math.ceil(min / step)), max: Math.min(limit, Math.floor(max / step)) }
  return fc
    .integer(within32Bits(steps))
    .map(count => count * step)
    .filter(isInside)
}

/** fast-check's integers, which have 32 bits, as near to zero as the bounds let them be. */
function within32Bits({ min, max }: { min: number; max: number }): { min: number; max: number } {
  return { min: Math.max(min, -(2 ** 31)), max: Math.min(max, 2 ** 31 - 1) }
}

const formats: Record<string, Arbitrary<string>> = {
  email: fc.emailAddress(),
  uri: fc.webUrl(),
  uuid: fc.uuid(),
  ipv4: fc.ipV4(),
  ipv6: fc.ipV6(),
  date: dates().map(text => text.slice(0, 'YYYY-MM-DD'.length)),
  time: dates().map(text => text.slice('YYYY-MM-DDT'.length, -1)),
  'date-time': dates(),
}

function dates(): Arbitrary<string> {
  const years = { min: new Date('0001-01-01'), max: new Date('9999-12-31') }
  return fc.date({ ...years, noInvalidDate: true }).map(date => date.toISOString())
}

/** Characters are counted as Unicode code points, as JSON Schema does. */
function strings({ minLength = 0, maxLength, pattern, format }: Schema): Arbitrary<string> {
  const min = minLength as number
  const max = (maxLength as number | undefined) ?? Math.max(longest, min)
  const all = typeof format === 'string' && formats[format]
  if (!all && typeof pattern !== 'string')
    return fc.string({ unit: 'binary', minLength: min, maxLength: max })
  const shape = typeof pattern === 'string' ? new RegExp(pattern, 'u') : /./su
  const hasLength = ({ length }: string) => length >= min && (maxLength === undefined || length <= max)
  return (all || fc.stringMatching(shape)).filter(text => shape.test(text) && hasLength(text))
}

type Below = (part: unknown) => Arbitrary<unknown>

function arrays(
  { prefixItems = [], items, minItems = 0, maxItems, uniqueItems }: Schema,
  depth: number,
  below: Below,
): Arbitrary<unknown[]> {
  const fixed = (prefixItems as Schema[]).map(below)
  const min = Math.max(0, (minItems as number) - fixed.length)
  const most = (maxItems as number | undefined) ?? fixed.length + Math.max(longest, min)
  const max =
    items === undefined || items === false || depth >= deepest ? min : Math.max(min, most - fixed.length)
  if (max === 0) return fc.tuple(...fixed)
  const rest = uniqueItems
    ? fc.uniqueArray(below(items), { minLength: min, maxLength: max })
    : fc.array(below(items), { minLength: min, maxLength: max })
  return fc.tuple(fc.tuple(...fixed), rest).map(([head, tail]) => [...head, ...tail])
}

function objects(
  { properties = {}, required = [], additionalProperties, propertyNames }: Schema,
  depth: number,
  below: Below,
): Arbitrary<unknown> {
  const requiredKeys = required as string[]
  const named = Object.entries(properties as Schema).filter(
    ([name]) => depth < deepest || requiredKeys.includes(name),
  )
  const own = fc.record(Object.fromEntries(named.map(([name, schema]) => [name, below(schema)])), {
    requiredKeys,
  })
  if (typeof additionalProperties !== 'object' || depth >= deepest) return own
  const names = propertyNames ? below(propertyNames) : fc.string()
  const more = fc.dictionary(names as Arbitrary<string>, below(additionalProperties), { maxKeys: 5 })
  return fc.tuple(more, own).map(([others, fields]) => ({ ...others, ...(fields as object) }))
}

import fc, { type Arbitrary } from 'fast-check'
import type { Document, Operation, Schema } from './document.ts'
import { type Input, validInput } from './valid.ts'

/** An input that the document says is wrong, and where: `body.a[0]`, as the answer is to name it. */
export type Wrong = { input: Input; where: string; type?: string }

type Path = (string | number)[]

/** A value within an input, with the schema that is to be broken there. */
type Place = { path: Path; schema: Schema }

/** Where the type of the body is wrong, rather than a field. */
export const contentType = 'content-type'

/** Wrong inputs, or undefined for an operation that has no wrong ones. */
export function wrongInput(document: Document, operation: Operation): Arbitrary<Wrong> | undefined {
  const valid = validInput(document, operation)
  // Not headers, which HTTP does not let be any text.
  const parameters = operation.parameters.filter(parameter => parameter.in !== 'header')
  const texts = parameters.flatMap(({ name, in: where, schema }) => {
    const values = wrongTexts(document, schema)
    const part = where === 'path' ? 'params' : 'query'
    return values
      ? [fc.tuple(valid, values).map(([input, value]) => replaced(input, [part, name], value))]
      : []
  })
  const { body } = operation
  const bodies =
    body === undefined
      ? []
      : [wrongBody(document, body, valid), wrongBody(document, body, valid), wrongType(valid)]
  const all = [...texts, ...bodies]
  return all.length > 0 ? fc.oneof(...all) : undefined
}

/** Texts that a parameter refuses; none for one that takes any text. */
function wrongTexts(document: Document, reference: Schema): Arbitrary<unknown> | undefined {
  const schema = document.resolve(reference)
  const { type, maxLength, maximum, minimum } = schema
  const candidates: unknown[] = ['no such choice']
  if (type === 'number' || type === 'integer') {
    candidates.push(
      '1e999',
      Number(maximum ?? Number.POSITIVE_INFINITY) + 1,
      Number(minimum ?? Number.NEGATIVE_INFINITY) - 1,
    )
  }
  const isWrong = (value: unknown) =>
    !document.fits(schema, type === 'string' || schema.enum ? value : Number(value))
  const fixed = candidates.filter(isWrong)
  const tooLong = typeof maxLength === 'number' && maxLength < 250
  const long = tooLong
    ? [fc.string({ unit: 'binary', minLength: maxLength + 1, maxLength: maxLength + 50 })]
    : []
  const all = [...(fixed.length > 0 ? [fc.constantFrom(...fixed)] : []), ...long]
  return all.length > 0 ? fc.oneof(...all) : undefined
}

/** A right body in which one value was replaced by one that does not fit there, or was left out. */
function wrongBody(document: Document, schema: Schema, valid: Arbitrary<Input>): Arbitrary<Wrong> {
  return valid.chain(input => {
    const places = [...placesIn(document, schema, input.body)]
    return fc.constantFrom(...places).chain(({ path, schema: broken }) =>
      fc
        .oneof(
          fc.jsonValue({ maxDepth: 1 }),
          fc.constantFrom(...edges(document.resolve(broken))),
          fc.constant(undefined),
        )
        .filter(value => !isNearMultiple(value, document.resolve(broken).multipleOf))
        .map(value => replaced(input, ['body', ...path], value))
        .filter(wrong => !document.fits(schema, overTheWire(wrong.input.body))),
    )
  })
}

/** Whether zod may take a number for a multiple: it leaves room for the rounding of doubles, so that 0.3 is one of 0.1. */
function isNearMultiple(value: unknown, of: unknown): boolean {
  if (typeof value !== 'number' || typeof of !== 'number') return false
  const times = value / of
  return Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times))
}

/** What JSON makes of a value: minus zero becomes zero, and what is undefined is left out. */
function overTheWire(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

/** Values just beyond what a schema takes. */
function edges({
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  maxLength,
  maxItems,
}: Schema): unknown[] {
  const beyond = (bound: unknown, sign: number) =>
    Number(bound) + sign * Math.max(1, Math.abs(Number(bound)) / 1e15)
  return [
    ...(minimum === undefined ? [] : [beyond(minimum, -1)]),
    ...(maximum === undefined ? [] : [beyond(maximum, 1)]),
    ...(exclusiveMinimum === undefined ? [] : [exclusiveMinimum]),
    ...(exclusiveMaximum === undefined ? [] : [exclusiveMaximum]),
    ...(typeof maxLength === 'number' && maxLength < 10_000 ? ['x'.repeat(maxLength + 1)] : []),
    ...(typeof maxItems === 'number' && maxItems < 10_000 ? [Array(maxItems + 1).fill(null)] : []),
    '',
    [],
    {},
    null,
    0.5,
  ]
}

/** A value and all within it that the document describes; of a choice only the whole, since its parts go by another name. */
function* placesIn(document: Document, reference: Schema, value: unknown, path: Path = []): Generator<Place> {
  const schema = document.resolve(reference)
  yield { path, schema }
  const {
    properties,
    prefixItems = [],
    items,
  } = schema as { properties?: Record<string, Schema>; prefixItems?: Schema[]; items?: Schema }
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      const part = prefixItems[i] ?? items
      if (part) yield* placesIn(document, part, item, [...path, i])
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(properties ?? {}))
      if (Object.hasOwn(value, name))
        yield* placesIn(document, part, (value as Schema)[name], [...path, name])
  }
}

function wrongType(valid: Arbitrary<Input>): Arbitrary<Wrong> {
  const types = fc.constantFrom(
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'application/json; charset=latin1',
    'application/jsonp',
  )
  return fc.tuple(valid, types).map(([input, type]) => ({ input, where: contentType, type }))
}

function replaced(input: Input, path: Path, value: unknown): Wrong {
  const where = path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  )
  return { input: put(input, path, value) as Input, where }
}

function put(into: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value
  if (Array.isArray(into)) return into.map((item, i) => (i === key ? put(item, rest, value) : item))
  return { ...(into as object), [key]: put((into as Schema)[key], rest, value) }
}

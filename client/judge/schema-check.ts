import { type OutputUnit, Validator } from '@cfworker/json-schema'
import { keysOf, valueAt } from '../json-pointer.ts'
import { messageOf } from '../requests/message-of.ts'
import { withinTime } from '../time-limit.ts'
import { checkable } from './checkable.ts'
import { kindOf } from './compare.ts'
import { described } from './described.ts'
import { shown } from './shown.ts'

/** Milliseconds that one check may take. The schema, its regular expressions included, comes from the server that is checked. */
const timeLimit = 250

/** How a value breaks a schema, a line each; and what of the schema cannot be checked, which is no fault of the value. */
export type SchemaCheck = { problems: string[]; notes: string[] }

/** Says how a value breaks a JSON Schema (2020-12, standing alone): `distance is a string, not a number`. */
export function checkSchema(schema: unknown, value: unknown): SchemaCheck {
  try {
    return withinTime(timeLimit, () => {
      const { schema: usable, notes } = checkable(schema)
      const { errors } = new Validator(usable as object, '2020-12').validate(value)
      return { problems: inAllWords(errors, value), notes }
    })
  } catch (error) {
    return { problems: [], notes: [cannotCheck(error)] }
  }
}

/** A line for each cause; one that two parts of the schema have found is said once. */
function inAllWords(errors: OutputUnit[], value: unknown): string[] {
  const causes = new Map<string, OutputUnit>()
  for (const error of errors)
    if (isCause(error)) causes.set(`${error.instanceLocation} ${error.keyword} ${error.error}`, error)
  return [...new Set(described([...causes.values()].map(error => () => inWords(error, value))))]
}

/** Keywords that break only because something below them does; the validator lists that, too. */
const enclosing = new Set(
  (
    '$ref allOf properties patternProperties additionalProperties unevaluatedProperties propertyNames ' +
    'dependentSchemas items prefixItems unevaluatedItems if'
  ).split(' '),
)

/** That no alternative fits is said once: why each of them does not would only confuse. */
function isCause({ keyword, keywordLocation }: OutputUnit): boolean {
  return !enclosing.has(keyword) && !/\/(anyOf|oneOf)\//.test(keywordLocation)
}

function inWords({ keyword, instanceLocation, error }: OutputUnit, root: unknown): string {
  const { name, value } = located(root, instanceLocation)
  switch (keyword) {
    case 'type':
      return `${name} is ${kindOf(value)}, not ${expectedTypes(error)}: ${shown(value)}`
    case 'required':
      return `${field(name, betweenQuotes(error))} is missing in ${shown(value)}`
    case 'false':
      return `${name} is not expected`
    case 'anyOf':
    case 'oneOf':
      return `${name} fits none of its allowed forms: ${shown(value)}`
    default:
      return `${name}: ${error}`
  }
}

/** The validator gives the expected types and names only within its sentence. */
function expectedTypes(error: string): string {
  const names = error.slice(error.indexOf('Expected')).match(/"[^"]*"/g) ?? []
  return names.join(' or ').replaceAll('"', '')
}

function betweenQuotes(error: string): string {
  return /"(.*)"/s.exec(error)?.[1] ?? ''
}

function field(parent: string, key: string): string {
  return parent === 'the answer' ? key : `${parent}.${key}`
}

/** Follows a pointer such as `#/a/0`, percent-encoded, and names its place as the rest of the output does: `a[0]`. */
function located(root: unknown, pointer: string): { name: string; value: unknown } {
  let name = 'the answer'
  let value = root
  for (const key of keysOf(decodeURIComponent(pointer))) {
    name = Array.isArray(value) ? `${name}[${key}]` : field(name, key)
    value = valueAt(value, [key])
  }
  return { name, value }
}

/** Why a schema cannot be checked, by what its reading or its checking has thrown. */
export function cannotCheck(error: unknown): string {
  const why = error instanceof RangeError ? 'it refers to itself without end' : messageOf(error)
  return `the schema of the answer cannot be checked: ${why}`
}

/** The keywords of JSON Schema 2020-12. What stands in none of these lists is legal, and checks nothing. */
import leven from 'leven'

/** Keywords whose value is a schema; that of `items` was a list of them before 2020-12, which is still checked. */
export const schemaKeywords =
  'items contains additionalProperties unevaluatedProperties unevaluatedItems propertyNames not if then else additionalItems'.split(
    ' ',
  )
/** Keywords whose value is a list of schemas. */
export const listKeywords = 'prefixItems allOf anyOf oneOf'.split(' ')
/** Keywords whose value has a schema for each of some names. */
export const mapKeywords = 'properties patternProperties dependentSchemas $defs definitions'.split(' ')

const count = 'a whole number, 0 or more'

/** What the values of the other keywords must be. Source: JSON Schema Validation 2020-12, section 6. */
export const plainKeywords: Record<string, string> = {
  type: 'null, boolean, object, array, number, integer, string, or a list of these',
  enum: 'a list',
  required: 'a list of names',
  dependentRequired: 'an object of lists of names',
  minimum: 'a number',
  maximum: 'a number',
  exclusiveMinimum: 'a number',
  exclusiveMaximum: 'a number',
  multipleOf: 'a number above 0',
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minContains: count,
  maxContains: count,
  minProperties: count,
  maxProperties: count,
  uniqueItems: 'true or false',
  format: 'a text',
  pattern: 'a regular expression of JavaScript',
}

/** Keywords that check something by themselves. */
const others = ['const', '$ref', '$anchor', 'dependencies']
const checking = [
  ...schemaKeywords,
  ...listKeywords,
  ...mapKeywords,
  ...Object.keys(plainKeywords),
  ...others,
]

/** Other words that are in use: of JSON Schema, in its versions, and of OpenAPI. */
const known = new Set(
  (
    '$id $schema $comment $vocabulary $dynamicRef $dynamicAnchor $recursiveRef $recursiveAnchor id title description ' +
    'default examples example deprecated readOnly writeOnly contentEncoding contentMediaType contentSchema nullable ' +
    'discriminator xml externalDocs'
  ).split(' '),
)

/** The formats that are checked, and those that are in use besides. Source: JSON Schema Validation 2020-12, section 7.3. */
const formats = (
  'date time date-time duration uri uri-reference uri-template email hostname ipv4 ipv6 regex uuid json-pointer ' +
  'relative-json-pointer url idn-email idn-hostname iri iri-reference'
).split(' ')

/** The keyword that an unknown one was probably meant to be. */
export function meantKeyword(word: string): string | undefined {
  return known.has(word) || word.startsWith('x-') ? undefined : nearest(word, checking)
}

/** The same for the name of a format; one with another number at its end, such as `uuid4`, is no slip. */
export function meantFormat(name: string): string | undefined {
  return /\d$/.test(name) ? undefined : nearest(name, formats)
}

/** A third of a word may be wrong, but three letters at most, and any of them may have changed places. */
function nearest(word: string, words: string[]): string | undefined {
  if (words.includes(word)) return undefined
  const costOf = (other: string) => {
    const [a, b] = [word.toLowerCase(), other.toLowerCase()]
    return sorted(a) === sorted(b) ? 0 : leven(a, b)
  }
  const close = words.filter(
    other => costOf(other) <= Math.min(3, other.length > 3 ? Math.floor(other.length / 3) : 0),
  )
  return close.toSorted((a, b) => costOf(a) - costOf(b))[0]
}

function sorted(word: string): string {
  return [...word].toSorted().join('')
}

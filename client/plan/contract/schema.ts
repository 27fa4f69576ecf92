import { dereference, Validator } from '@cfworker/json-schema'
import { UsageError } from '../../command-line/usage-error.ts'
import { pointerTo } from '../../json-pointer.ts'
import { checkable } from '../../judge/checkable.ts'
import { asUnicodePattern } from '../../judge/pattern.ts'
import { cannotCheck } from '../../judge/schema-check.ts'
import { shown } from '../../judge/shown.ts'
import { messageOf } from '../../requests/message-of.ts'
import { withinTime } from '../../time-limit.ts'
import { isObject } from '../../untrusted.ts'
import {
  listKeywords,
  mapKeywords,
  meantFormat,
  meantKeyword,
  plainKeywords,
  schemaKeywords,
} from './schema-keywords.ts'

/** Milliseconds that a first check may take. */
const timeLimit = 2000

/**
 * Of a server's schema, what cannot be checked is a note; the schema of a contract is its author's own.
 *
 * @param where what the messages call the schema: `call 1 of c.json: expect.schema`
 * @param whole the schema that references begin from
 * @throws {UsageError} if a part of it would check nothing: a keyword that is misspelt, a value that its keyword cannot have,
 *   a reference that leads nowhere
 */
export function refuseWrongSchema(schema: unknown, where: string, whole = schema): void {
  const [fault] = faultsOf(schema, [])
  if (fault !== undefined) throw new UsageError(`${where}${fault}`)
  const [unresolved] = unresolvedIn(whole)
  if (unresolved !== undefined) throw new UsageError(`${where} has a $ref that leads nowhere: ${unresolved}`)
  try {
    // A reference to itself shows with any value.
    withinTime(timeLimit, () => new Validator(structuredClone(whole) as object, '2020-12').validate(null))
  } catch (error) {
    throw new UsageError(`${where}: ${cannotCheck(error)}`)
  }
}

function* faultsOf(schema: unknown, way: string[]): Generator<string> {
  const place = pointerTo(way) && ` at ${pointerTo(way)}`
  if (typeof schema === 'boolean') return
  if (!isObject(schema)) return yield `${place} is ${shown(schema)}, which is no schema`
  for (const [word, content] of Object.entries(schema)) {
    const fault = faultOf(word, content)
    if (fault !== undefined) yield `${place} has ${fault}`
    for (const [key, inner] of schemasIn(word, content)) yield* faultsOf(inner, [...way, word, ...key])
  }
}

/** What is wrong with a keyword itself: `type "strng", which must be …`. */
function faultOf(word: string, content: unknown): string | undefined {
  const must = (is: string | undefined) => `${word} ${shown(content)}, which must be ${is}`
  if (listKeywords.includes(word)) return isList(content) ? undefined : must('a list of schemas')
  if (mapKeywords.includes(word)) {
    if (!isObject(content)) return must('an object of schemas')
    const names = word === 'patternProperties' ? Object.keys(content) : []
    const wrong = names.find(name => asUnicodePattern(name) === undefined)
    return wrong === undefined ? undefined : `${word} ${shown(wrong)}, which must be ${plainKeywords.pattern}`
  }
  if (checkable({ [word]: content }).notes.length > 0 && Object.hasOwn(plainKeywords, word))
    return must(plainKeywords[word])
  const meant = meantKeyword(word)
  if (meant !== undefined) return `${JSON.stringify(word)}, which checks nothing: is "${meant}" meant?`
  const format = word === 'format' ? meantFormat(String(content)) : undefined
  return format === undefined ? undefined : `format ${shown(content)}: is "${format}" meant?`
}

/** The schemas in the value of a keyword, and behind which keys of it. */
function schemasIn(word: string, content: unknown): [way: string[], schema: unknown][] {
  if (isList(content) && (listKeywords.includes(word) || word === 'items'))
    return content.map((inner, index) => [[String(index)], inner])
  if (mapKeywords.includes(word) && isObject(content))
    return Object.entries(content).map(([name, inner]) => [[name], inner])
  return schemaKeywords.includes(word) ? [[[], content]] : []
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0
}

/** References that the validator would not find: it says so only of an answer that has come to them. */
function* unresolvedIn(schema: unknown): Generator<string> {
  try {
    const found: Record<string, unknown> = dereference(structuredClone(schema) as object)
    for (const each of Object.values(found)) {
      if (!isObject(each) || typeof each.__absolute_ref__ !== 'string') continue
      if (!Object.hasOwn(found, each.__absolute_ref__)) yield shown(each.$ref)
    }
  } catch (error) {
    yield messageOf(error)
  }
}

/**
 * Placeholders in the texts of a contract: `{{run}}` stands for a number that each run has for itself, so that what it makes
 * on a server does not meet what an earlier run has left there.
 */
import { randomInt } from 'node:crypto'
import type { Call } from '../../call.ts'
import { UsageError } from '../../command-line/usage-error.ts'
import { isObject } from '../../untrusted.ts'

/** `{{run}}`, `{{run+1}}` to `{{run+9}}`; with `:number` not the digits but the number; and `{{open}}` for two braces. */
const placeholder = /\{\{(?:run(?:\+([1-9]))?(:number)?|open)\}\}/g
const numberAlone = /^\{\{run(?:\+([1-9]))?:number\}\}$/

/** Where a call may have them. Its name has none filled in: a table's columns are the same in each run. */
const filledKeys = ['path', 'headers', 'json', 'form', 'multipart', 'expect'] as const
type Key = (typeof filledKeys)[number] | 'needs'
/** Where of these a value that is all placeholder may be a number. */
const keysWithNumbers: string[] = ['json', 'expect']

/**
 * The number of a run: nine digits, so that 32 bits hold it, of which the last is 0, so that `{{run+9}}` still belongs to it.
 * That two of a hundred runs have the same has a chance of one in 18,000.
 */
export function freshRun(): number {
  return 10 * randomInt(10_000_000, 100_000_000)
}

/** The call as one run makes it. */
export function filledFor(run: number, call: Call): Call {
  return withTexts(call, text => {
    const alone = numberAlone.exec(text)
    if (alone !== null) return run + Number(alone[1] ?? 0)
    return text.replace(placeholder, (whole, more = 0) =>
      whole === '{{open}}' ? '{{' : String(run + Number(more)),
    )
  })
}

/** A call whose braces are but braces, as a contract has to write it. */
export function escaped(call: Call): Call {
  return withTexts(call, text => text.replaceAll('{{', '{{open}}'))
}

/** A text without its placeholders: the braces that are left are a call's own. */
export function withoutPlaceholders(text: string): string {
  return text.replace(placeholder, '')
}

/** @throws {UsageError} if the call has braces that are no placeholder, or a number where there can be none */
export function refuseWrongPlaceholders(call: Call, where: string): void {
  withTexts(call, (text, key) => {
    refuseUnknownIn(text, `${where}, ${key}`)
    if (!numberAlone.test(text) || !keysWithNumbers.includes(key)) refuseNumberIn(text, `${where}, ${key}`)
    return text
  })
}

function refuseUnknownIn(text: string, where: string): void {
  const [unknown] = /\{\{[^{}]*\}{0,2}/.exec(text.replace(placeholder, '\0')) ?? []
  if (unknown === undefined) return
  throw new UsageError(
    `${where} has ${unknown}, which is none of {{run}}, {{run+1}} to {{run+9}}, {{run:number}}, ` +
      '{{run+1:number}} to {{run+9:number}}; for two braces that stand for themselves write {{open}}',
  )
}

function refuseNumberIn(text: string, where: string): void {
  for (const [whole, , number] of text.matchAll(placeholder)) {
    if (number === undefined) continue
    throw new UsageError(
      `${where} has ${whole} within a text: only a whole value of json or expect can be a number, ` +
        `and a text has its digits by ${whole.replace(number, '')}`,
    )
  }
}

type Replace = (text: string, key: Key) => string | number

/** A copy with something else for each text that may have placeholders, names of fields included. */
function withTexts({ needs, ...call }: Call, replaced: Replace): Call {
  const within = <T>(part: T, key: Key): T => inTexts(part, text => replaced(text, key)) as T
  const keys = filledKeys.filter(key => call[key] !== undefined)
  return {
    ...call,
    ...Object.fromEntries(keys.map(key => [key, within(call[key], key)])),
    // The call that is needed is called by its name.
    ...(needs && { needs: needs.map(({ call, ...given }) => ({ call, ...within(given, 'needs') })) }),
  }
}

function inTexts(value: unknown, replaced: (text: string) => string | number): unknown {
  if (typeof value === 'string') return replaced(value)
  if (Array.isArray(value)) return value.map(item => inTexts(item, replaced))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [replaced(name), inTexts(inner, replaced)]),
  )
}

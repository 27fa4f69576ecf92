import type { Call } from '../call.ts'

/** What the command line gives to be let in: headers for every call, by their names in lower case, and API keys by theirs. */
export type Given = { headers: Map<string, string>; keys: Map<string, string> }

/** Where an API key is sent. */
export type SentKey = { in: 'header' | 'query' | 'cookie'; name: string; value: string }

/**
 * What is missing for a call, and the flags that give it: `wants credentials (bearer): --bearer TOKEN`; undefined if nothing is.
 * One of the document's alternatives must be given whole. Source: OpenAPI 3.1.1, section 4.8.30, Security Requirement Object.
 */
export function lackOf({ security = [], anonymous }: Call, given: Given): string | undefined {
  if (security.length === 0 || anonymous || satisfied(security, given) !== undefined) return undefined
  const missing = security.map(wanted => wanted.filter(each => !isGiven(each, given)))
  const kinds = inWords(missing, withoutScheme)
  const flags = inWords(missing, flagFor)
  return `wants credentials (${kinds})${flags && `: ${flags}`}`
}

/** The API keys that go with a call. */
export function keysFor({ security = [], anonymous }: Call, given: Given): SentKey[] {
  if (anonymous) return []
  return (satisfied(security, given) ?? []).flatMap(wanted => {
    const value = keyOf(wanted, given)
    const { in: place, name } = apiKey(wanted) ?? {}
    return value === undefined || place === undefined || name === undefined
      ? []
      : [{ in: place, name, value }]
  })
}

/** The names of the keys that no call wants. */
export function unusedKeys(calls: Call[], { keys }: Given): string[] {
  const wanted = calls.flatMap(({ security = [] }) => security.flat())
  return [...keys]
    .filter(([name, value]) => {
      const only = { headers: new Map(), keys: new Map([[name, value]]) }
      return !wanted.some(each => keyOf(each, only) !== undefined)
    })
    .map(([name]) => name)
}

function satisfied(security: string[][], given: Given): string[] | undefined {
  return security.find(wanted => wanted.every(each => isGiven(each, given)))
}

function isGiven(wanted: string, given: Given): boolean {
  const key = apiKey(wanted)
  if (key === undefined) {
    const scheme = wanted.replace(/^http /, '').toLowerCase()
    return given.headers.get('authorization')?.toLowerCase().startsWith(`${scheme} `) ?? false
  }
  if (keyOf(wanted, given) !== undefined) return true
  if (key.in === 'header') return given.headers.has(key.name.toLowerCase())
  const cookies = given.headers.get('cookie')?.split(/;\s*/) ?? []
  return key.in === 'cookie' && cookies.some(each => each.startsWith(`${key.name}=`))
}

/** The value for an API key, which the command line calls as the document calls its scheme, or as it is sent. */
function keyOf(wanted: string, { keys }: Given): string | undefined {
  const { in: place, name = '', scheme = '' } = apiKey(wanted) ?? {}
  if (place !== 'header') return keys.get(scheme) ?? keys.get(name)
  const found = [...keys].find(([key]) => key === scheme || key.toLowerCase() === name.toLowerCase())
  return found?.[1]
}

function apiKey(wanted: string): { in: SentKey['in']; name: string; scheme: string | undefined } | undefined {
  const [, place, name, scheme] = /^(header|query|cookie) (.+?)(?: as (.+))?$/s.exec(wanted) ?? []
  return name === undefined ? undefined : { in: place as SentKey['in'], name, scheme }
}

/** All of one alternative, or all of another. */
function inWords(alternatives: string[][], wordFor: (wanted: string) => string): string {
  const ways = alternatives.map(wanted => wanted.map(wordFor).filter(Boolean).join(' and '))
  return [...new Set(ways)].filter(Boolean).join(', or ')
}

function withoutScheme(wanted: string): string {
  const key = apiKey(wanted)
  return key === undefined ? wanted : `${key.in} ${key.name}`
}

function flagFor(wanted: string): string {
  if (wanted === 'bearer') return '--bearer TOKEN'
  if (wanted === 'basic') return '--user NAME:PASSWORD'
  if (wanted.startsWith('http ')) return `--header 'Authorization: ${wanted.slice(5)} …'`
  const key = apiKey(wanted)
  return key === undefined ? '' : `--api-key ${key.name}=VALUE`
}

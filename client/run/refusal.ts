import type { Call } from '../call.ts'

/** Why a call is not sent with what the command line gives and allows; undefined if it is. */
export function refusalOf(call: Call, given: Headers, safe: boolean): string | undefined {
  if (safe && call.method !== 'GET' && call.method !== 'HEAD') return '--safe sends only GET and HEAD'
  const { security = [], anonymous } = call
  if (security.length === 0 || anonymous) return undefined
  if (security.some(wanted => wanted.every(each => isGiven(each, given)))) return undefined
  const ways = security.map(wanted =>
    wanted
      .filter(each => !isGiven(each, given))
      .map(inWords)
      .join(' and '),
  )
  return `it wants ${[...new Set(ways)].join(', or ')}`
}

function isGiven(wanted: string, given: Headers): boolean {
  const [kind = '', name = ''] = wanted.split(' ', 2)
  if (kind === 'header') return given.has(name)
  const scheme = kind === 'http' ? name : kind
  return given.get('authorization')?.toLowerCase().startsWith(`${scheme.toLowerCase()} `) ?? false
}

function inWords(wanted: string): string {
  const [kind, name] = wanted.split(' ', 2)
  if (kind === 'bearer') return 'a bearer token: --bearer TOKEN'
  if (kind === 'basic') return 'a name and a password: --user NAME:PASSWORD'
  if (kind === 'header') return `an API key: --header '${name}: …'`
  if (kind === 'http') return `${name} credentials: --header 'Authorization: ${name} …'`
  if (kind === 'query' || kind === 'cookie') return `an API key in the ${kind} (${name}), which is not sent`
  return `${wanted}, which is not sent`
}

import type { RequestOptions } from '../requests.ts'
import { keepHeader, keepSecret } from '../secrets.ts'
import type { SentKey } from './security.ts'

/** A request with API keys, each of which takes the place of an example's value. */
export function withKeys(
  path: string,
  options: RequestOptions,
  keys: SentKey[],
): { path: string; options: RequestOptions } {
  let request = { path, options }
  for (const key of keys) request = withKey(request, key)
  return request
}

function withKey(
  { path, options }: { path: string; options: RequestOptions },
  { in: place, name, value }: SentKey,
): { path: string; options: RequestOptions } {
  if (place === 'query') {
    const [before = '', query = ''] = path.split('?', 2)
    const pair = new URLSearchParams([[name, value]]).toString()
    keepSecret(pair.slice(pair.indexOf('=') + 1))
    const others = query
      .split('&')
      .filter(each => each !== '' && new URLSearchParams(each).get(name) === null)
    return { path: `${before}?${[...others, pair].join('&')}`, options }
  }
  const header = place === 'cookie' ? 'cookie' : name
  const isSame = ([each]: [string, unknown]) => each.toLowerCase() === header.toLowerCase()
  const own = Object.entries(options.headers ?? {})
  const cookies = String(own.find(isSame)?.[1] ?? '').split(/;\s*/)
  const others = cookies.filter(each => each !== '' && !each.startsWith(`${name}=`))
  const sent = place === 'cookie' ? [...others, `${name}=${cookieValue(value)}`].join('; ') : value
  keepHeader(header, sent)
  const headers = { ...Object.fromEntries(own.filter(pair => !isSame(pair))), [header]: sent }
  return { path, options: { ...options, headers } }
}

/** What would end a cookie's value is percent-encoded. Source: RFC 6265, section 4.1.1. */
function cookieValue(value: string): string {
  return /^[!#-+--:<-[\]-~]*$/.test(value) ? value : encodeURIComponent(value)
}

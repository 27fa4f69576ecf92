export interface CookieJar {
  /** Keeps what an answer's Set-Cookie headers set. */
  store(url: string, headers: Headers): void
  /** The Cookie header's value for a URL, the request's own cookies over the kept ones; undefined if there is none. */
  header(url: string, own?: Readonly<Record<string, string>>): string | undefined
  /** The cookies kept for a URL, by name. */
  get(url: string): Readonly<Record<string, string>>
}

/**
 * Cookies of a session, each sent back to the origin that set it and to no other. Path and Domain are not looked at;
 * Max-Age and Expires only to take a cookie away.
 */
export function createCookieJar(): CookieJar {
  const origins = new Map<string, Map<string, string>>()
  const get = (url: string) => Object.fromEntries(origins.get(new URL(url).origin) ?? [])

  return {
    get,
    header(url, own) {
      const pairs = Object.entries({ ...get(url), ...own })
      return pairs.length === 0 ? undefined : pairs.map(([name, value]) => `${name}=${value}`).join('; ')
    },
    store(url, headers) {
      const { origin } = new URL(url)
      const cookies = origins.get(origin) ?? new Map<string, string>()
      origins.set(origin, cookies)
      for (const line of headers.getSetCookie()) {
        const [name, value] = pairOf(line)
        if (name === '') continue
        if (isOver(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
    },
  }
}

/**
 * Name and value, the name empty if there is no such pair. A regular expression that leaves the blanks around them out
 * would begin anew at each blank.
 */
function pairOf(line: string): [name: string, value: string] {
  const [pair = ''] = line.split(';', 1)
  const [name = '', ...value] = pair.includes('=') ? pair.split('=') : []
  return [name.trim(), value.join('=').trim()]
}

/** Max-Age counts before Expires (RFC 6265, section 5.3). */
function isOver(line: string): boolean {
  const maxAge = /;\s*max-age\s*=\s*(-?\d+)/i.exec(line)?.[1]
  if (maxAge !== undefined) return Number(maxAge) <= 0
  const expires = /;\s*expires\s*=\s*([^;]+)/i.exec(line)?.[1]
  return Date.parse(expires ?? '') <= Date.now()
}

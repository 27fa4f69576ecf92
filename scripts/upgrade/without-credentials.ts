/** `https://`, and what stands before the host: `user:token@`. */
const beginning = /^([a-z][a-z\d+.-]*:\/\/)([^/?#]*@)?/i

/**
 * The address without what lets somebody in, as it may be kept and printed: `https://user:token@host/t.git?token=x` is
 * `https://host/t.git`. For ssh the name is part of the address, and only a password goes. A folder, and `git@host:path`, stay.
 */
export function withoutCredentials(url: string): string {
  const [whole, scheme, user = ''] = beginning.exec(url) ?? []
  if (whole === undefined || scheme === undefined) return url
  const isSsh = /ssh/i.test(scheme)
  const rest = url.slice(whole.length)
  return scheme + (isSsh ? user.replace(/:.*@$/, '@') : '') + (isSsh ? rest : rest.replace(/[?#].*$/s, ''))
}

/** A text, such as git's own words, without what such an address has of credentials. */
export function withoutCredentialsOf(url: string, text: string): string {
  const [, , user = ''] = beginning.exec(url) ?? []
  const query = /^[a-z][a-z\d+.-]*:\/\/[^?#]*([?#].+)$/is.exec(url)?.[1] ?? ''
  const name = user.slice(0, -1)
  const password = name.includes(':') ? name.slice(name.indexOf(':') + 1) : ''
  const secrets = [query, user, password, decoded(password)].filter(secret => secret !== '')
  return secrets.reduce(
    (kept, secret) => kept.replaceAll(secret, ''),
    text.replaceAll(url, withoutCredentials(url)),
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

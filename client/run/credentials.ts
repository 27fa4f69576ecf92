import type { Flags } from '../command-line/flags.ts'
import { basicAuth } from '../requests/basic-auth.ts'
import type { Auth } from '../requests.ts'

/** What the command line gives to be let in. */
export type Credentials = Partial<Pick<Flags, 'bearer' | 'user' | 'header' | 'apiKey'>>

/**
 * The headers that go with every call to a host, by their names in lower case. What stands in front of the host itself goes
 * before the token that all get.
 *
 * Fetch's own Headers would have Node load all of fetch, where no call may be made at all.
 */
export function headersFor(
  { bearer, user, header = [] }: Credentials,
  auth: Auth | undefined,
): Map<string, string> {
  const headers = new Map<string, string>()
  for (const [typed, value] of header) {
    const name = typed.toLowerCase()
    headers.set(name, [headers.get(name), value].filter(each => each !== undefined).join(', '))
  }
  const login = auth ?? user
  if (login !== undefined) headers.set('authorization', basicAuth(login))
  else if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`)
  return headers
}

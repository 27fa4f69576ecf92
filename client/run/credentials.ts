import type { Flags } from '../command-line/flags.ts'
import { type Auth, basicAuth } from '../requests.ts'

/** What the command line gives to be let in. */
export type Credentials = Partial<Pick<Flags, 'bearer' | 'user' | 'header' | 'apiKey'>>

/** The headers that go with every call to a host. What stands in front of the host itself goes before the token that all get. */
export function headersFor({ bearer, user, header = [] }: Credentials, auth: Auth | undefined): Headers {
  const headers = new Headers()
  for (const [name, value] of header) headers.append(name, value)
  const login = auth ?? user
  if (login !== undefined) headers.set('authorization', basicAuth(login))
  else if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`)
  return headers
}

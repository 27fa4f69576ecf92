import type { Call } from '../call.ts'
import type { Auth } from '../requests.ts'
import { type Credentials, headersFor } from './credentials.ts'
import { type Given, keysFor, lackOf, type SentKey } from './security.ts'

/** What the command line means for a call to one server. Known without that the server is asked anything. */
export type Terms = {
  /** What the command line gives: the headers go with each call, the API keys where they are wanted. */
  given: Given
  /** The credentials that a call wants and that are not given; undefined if there are none. */
  lack: (call: Call) => string | undefined
  /** The API keys that go with a call. */
  keysFor: (call: Call) => SentKey[]
  /** Why a call is not to be sent; undefined if it is. */
  refusal: (call: Call) => string | undefined
}

/**
 * @param auth what stands in front of the host
 * @param safe whether only GET and HEAD are sent
 */
export function termsFor(
  auth: Auth | undefined,
  { safe = false, ...credentials }: Credentials & { safe?: boolean },
): Terms {
  const given = { headers: headersFor(credentials, auth), keys: new Map(credentials.apiKey) }
  return {
    given,
    lack: call => lackOf(call, given),
    keysFor: call => keysFor(call, given),
    refusal: ({ method }) =>
      safe && method !== 'GET' && method !== 'HEAD' ? '--safe sends only GET and HEAD' : undefined,
  }
}

import type { Call } from '../call.ts'
import type { Target } from '../command-line/target.ts'
import { type RequestOptions, type Response, Session } from '../requests.ts'
import { maxBytes } from '../untrusted.ts'
import { type Credentials, headersFor } from './credentials.ts'
import { type Given, keysFor, lackOf, type SentKey } from './security.ts'
import { stopStreams } from './stream.ts'

/** A server that is asked, and how. */
export type Server = {
  baseUrl: string
  /** Sends a request for a path below the base URL, or for a full URL. Throws a RequestException if no answer comes. */
  send: Send
  /** The same without credentials, and without the cookies of other calls. */
  sendAnonymously: Send
  /** What the command line gives: the headers go with each call, the API keys where they are wanted. */
  given: Given
  /** The credentials that a call wants and that are not given; undefined if there are none. */
  lack: (call: Call) => string | undefined
  /** The API keys that go with a call. */
  keysFor: (call: Call) => SentKey[]
  /** Why a call is not to be sent; undefined if it is. */
  refusal: (call: Call) => string | undefined
}

type Send = (method: string, path: string, options?: RequestOptions) => Promise<Response>

type Asking = Credentials & {
  /** Seconds that one call may take, redirects and body included. */
  timeout: number
  /** Use a new connection for every call, so that a server's workers take turns. */
  fresh?: boolean
  /** Send only GET and HEAD. */
  safe?: boolean
}

/** Gets ready to ask a server; nothing is sent yet. Credentials go to this server alone, wherever it redirects to. */
export function openServer(
  target: Target,
  { timeout, fresh = false, safe = false, ...rest }: Asking,
): Server {
  const given = { headers: headersFor(rest, target.auth), keys: new Map(rest.apiKey) }
  const open = (headers: Record<string, string>): Send => {
    const connection = fresh ? { connection: 'close' } : {}
    const session = new Session({
      timeout,
      maxBytes,
      stopReading: stopStreams,
      allowRedirects: 'same-origin',
      headers: { ...connection, ...headers },
    })
    return (method, path, options) =>
      session.request(method, /^https?:/.test(path) ? path : target.baseUrl + path, options)
  }
  return {
    baseUrl: target.baseUrl,
    send: open(Object.fromEntries(given.headers)),
    sendAnonymously: (...request) => open({})(...request),
    given,
    lack: call => lackOf(call, given),
    keysFor: call => keysFor(call, given),
    refusal: ({ method }) =>
      safe && method !== 'GET' && method !== 'HEAD' ? '--safe sends only GET and HEAD' : undefined,
  }
}

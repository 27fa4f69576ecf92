import type { Target } from '../command-line/target.ts'
import { type RequestOptions, type Response, Session } from '../requests.ts'
import { maxBytes } from '../untrusted.ts'
import type { Credentials } from './credentials.ts'
import { ownUrl } from './own-url.ts'
import { stopStreams } from './stream.ts'
import { type Terms, termsFor } from './terms.ts'

/** A server that is asked, and how. */
export type Server = Terms & {
  baseUrl: string
  /** Sends a request for a path below the base URL, or for a full URL of it. Throws a RequestException if no answer comes. */
  send: Send
  /** The same without credentials, and without the cookies of other calls. */
  sendAnonymously: Send
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
export function openServer(target: Target, { timeout, fresh = false, ...rest }: Asking): Server {
  const terms = termsFor(target.auth, rest)
  const open = (headers: Record<string, string>): Send => {
    const connection = fresh ? { connection: 'close' } : {}
    const session = new Session({
      timeout,
      maxBytes,
      stopReading: stopStreams,
      allowRedirects: 'same-origin',
      headers: { ...connection, ...headers },
    })
    return async (method, path, options) => session.request(method, ownUrl(target.baseUrl, path), options)
  }
  return {
    ...terms,
    baseUrl: target.baseUrl,
    send: open(Object.fromEntries(terms.given.headers)),
    sendAnonymously: (...request) => open({})(...request),
  }
}

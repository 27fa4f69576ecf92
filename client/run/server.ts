import type { Target } from '../command-line/target.ts'
import { type RequestOptions, type Response, Session } from '../requests.ts'
import { maxBytes } from '../untrusted.ts'

/** A server that is asked, and how. */
export type Server = {
  baseUrl: string
  /** Sends a request for a path below the base URL, or for a full URL. Throws a RequestException if no answer comes. */
  send: (method: string, path: string, options?: RequestOptions) => Promise<Response>
}

/**
 * Gets ready to ask a server; nothing is sent yet.
 *
 * @param timeout seconds that one call may take, redirects and body included
 * @param fresh use a new connection for every call, so that a server's workers take turns
 */
export function openServer(
  target: Target,
  { timeout, fresh = false }: { timeout: number; fresh?: boolean },
): Server {
  const session = new Session({
    auth: target.auth,
    timeout,
    maxBytes,
    allowRedirects: 'same-origin',
    ...(fresh && { headers: { connection: 'close' } }),
  })
  return {
    baseUrl: target.baseUrl,
    send: (method, path, options) =>
      session.request(method, /^https?:/.test(path) ? path : target.baseUrl + path, options),
  }
}

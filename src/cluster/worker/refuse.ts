import { type OutgoingHttpHeaders, type ServerResponse, STATUS_CODES } from 'node:http'

/**
 * Answers a request that the app is not to see.
 *
 * @param detail what is wrong and what to do about it; the caller reads it.
 */
export function refuse(
  response: ServerResponse,
  status: number,
  detail: string,
  headers: OutgoingHttpHeaders = {},
): void {
  const body = problemBody(status, detail)
  const length = Buffer.byteLength(body)
  response
    .writeHead(status, {
      ...headers,
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'content-length': length,
    })
    .end(body)
}

/** The body of an answer other than the good one, as RFC 9457 has it. */
export function problemBody(status: number, detail: string): string {
  return `${JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail })}\n`
}

import { type ServerResponse, STATUS_CODES } from 'node:http'

/** An answer that the server gives by itself: the app does not see the request. */
export type Refusal = {
  status: number
  /** What is wrong and what to do about it; the caller reads it. */
  detail: string
  headers?: Record<string, string>
}

/** @param besides more headers */
export function refuse(response: ServerResponse, refusal: Refusal, besides: Record<string, string>): void {
  const { headers, body } = problemOf(refusal)
  response.writeHead(refusal.status, { ...headers, ...besides }).end(body)
}

/** What a refusal sends: a problem document (RFC 9457), which no cache keeps. */
export function problemOf({ status, detail, headers }: Refusal): {
  headers: Record<string, string>
  body: string
} {
  const body = `${JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, detail })}\n`
  return {
    headers: {
      ...headers,
      'Content-Type': 'application/problem+json',
      'Content-Length': String(Buffer.byteLength(body)),
      'Cache-Control': 'no-store',
    },
    body,
  }
}

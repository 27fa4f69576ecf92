import type { ServerResponse } from 'node:http'

const headers = {
  'cache-control': 'no-store',
  // All that the page needs comes from this server, and no other page may show it in a frame.
  'content-security-policy':
    "default-src 'self'; img-src data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Begins an answer of the admin port, whose body is still to come. */
export function begin(response: ServerResponse, status: number, type: string): ServerResponse {
  return response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers })
}

/** Sends a whole one. */
export function answer(response: ServerResponse, status: number, type: string, body: string): void {
  begin(response, status, type).end(body)
}

import type { Auth } from './url.ts'

/** The value of an Authorization header: RFC 7617, in UTF-8. */
export function basicAuth([user, password]: Auth): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

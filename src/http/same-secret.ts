import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * Whether somebody sent the secret: compared in a time that tells nothing of where the two differ, nor how long the secret
 * is. A secret that is not set (undefined or empty) is never the same.
 *
 * @example
 * bearer(token => (sameSecret(token, process.env.API_TOKEN) ? { id: 'team' } : undefined))
 */
export function sameSecret(sent: string, secret: string | undefined): boolean {
  if (!secret) return false
  return timingSafeEqual(digest(sent), digest(secret))
}

/** Both get one length, which the comparison wants. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

import type { Request } from 'express'

/** A deeper path gets no link: a header of very many ../ would be longer than the answer. */
const deepest = 50

/**
 * A Link header (RFC 8631) by which any client finds the description of the service, relative to the path that was asked for:
 * `<../openapi.json>; rel="service-desc"` on /a/b. So it is right below a proxy's path, too, which the server does not see.
 * Undefined for a very deep path.
 */
export function serviceLink({ originalUrl }: Request): string | undefined {
  const [path = ''] = originalUrl.split('?')
  const depth = Math.max(0, path.split('/').length - 2)
  return depth > deepest ? undefined : `<${'../'.repeat(depth)}openapi.json>; rel="service-desc"`
}

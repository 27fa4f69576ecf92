import type { RequestException } from '../errors.ts'

/** An error in the making: everything about it but the request. */
export interface Finding {
  Kind: typeof RequestException
  message: string
  code: string
  hint?: string
}

/** Why fetch failed, in Node's terms. */
export interface Reason {
  code: string
  message: string
  /** What the HTTP parser stumbled over. */
  data: string | undefined
}

/** Looks behind fetch's own error, which says `fetch failed`, or `terminated`, and no more. */
export function reasonOf(error: unknown): Reason {
  const cause: unknown = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const reason: unknown = cause instanceof AggregateError ? mostTelling(cause.errors) : cause
  const { code, message, data } = reason as { code?: string; message?: string; data?: unknown }
  return {
    code: code ?? '',
    message: message ?? String(reason),
    data: data === undefined ? undefined : String(data),
  }
}

/** If a name has several addresses, one that refused says more than one that cannot be reached. */
function mostTelling(errors: readonly unknown[]): unknown {
  const refused = errors.find(error => (error as { code?: string }).code === 'ECONNREFUSED')
  return refused ?? errors.at(-1) ?? new Error('no address could be reached')
}

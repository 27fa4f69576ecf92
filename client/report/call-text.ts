import type { Call } from '../call.ts'

/** Method and path of a call, as a line of the output begins. */
export function label({ method, path }: Call): string {
  return `${method} ${path}`
}

/** The body that a call sends, as text. */
export function requestBody({ json, form }: Call): string | undefined {
  if (json !== undefined) return JSON.stringify(json)
  return form === undefined ? undefined : new URLSearchParams(form).toString()
}

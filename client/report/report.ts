import type { Call, Plan, Result } from '../call.ts'

export type AnnouncedPlan = Plan & {
  baseUrl: string
  /** How many times all the calls are made. */
  repeat: number
}

/** What is printed of one server's run. Every printer is told the same. */
export type Report = {
  start: (plan: AnnouncedPlan) => void
  result: (result: Result) => void
  end: (results: Result[]) => void
}

/** Method and path of a call, as a line of the output begins. */
export function label({ method, path }: Call): string {
  return `${method} ${path}`
}

/** The body that a call sends, as text. */
export function requestBody({ json, form }: Call): string | undefined {
  if (json !== undefined) return JSON.stringify(json)
  return form === undefined ? undefined : new URLSearchParams(form).toString()
}

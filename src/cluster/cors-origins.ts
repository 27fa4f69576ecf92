import { exitCodes, Failure } from './failure.ts'

/** The origins whose pages may read an answer of the server: `*` for all of them. */
export type CorsOrigins = '*' | string[]

const accepted =
  "takes '*', an origin or a list of them, as browsers write them: 'https://pages.example.org', without a path or a slash at the end"

/**
 * What an app exports as `corsOrigins`; without it no other origin may read an answer.
 * @throws {Failure} if it is something else (exit code 1); the message names what it has and says what it takes
 */
export function corsOriginsOf(exported: unknown): CorsOrigins {
  if (exported === undefined) return []
  if (exported === '*') return exported
  const origins = [exported].flat()
  const wrong = origins.find(origin => !isOrigin(origin))
  if (wrong === undefined) return origins as string[]
  const found = typeof wrong === 'string' ? JSON.stringify(wrong) : String(wrong)
  throw new Failure(exitCodes.configuration, `corsOrigins of the app has ${found}; it ${accepted}.`)
}

function isOrigin(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^https?:/.test(value) &&
    URL.canParse(value) &&
    new URL(value).origin === value
  )
}

import { isDeepStrictEqual } from 'node:util'
import type { Expectation } from '../../call.ts'

/**
 * What is expected of a request that several examples describe: any of their statuses, and of the rest what all of
 * them say. Where they contradict each other, the document leaves open what is right, and nothing is checked.
 */
export function agreed([first = {}, ...others]: Expectation[]): Expectation {
  return others.reduce<Expectation>((one, other) => {
    const { status, documented, ...rest } = one
    const same = Object.entries(rest).filter(([key, value]) =>
      isDeepStrictEqual(value, other[key as keyof Expectation]),
    )
    const allowed = status && other.status && [...new Set([...status, ...other.status])]
    const refused = [...new Set([...(documented ?? []), ...(other.documented ?? [])])].filter(
      code => !allowed?.includes(code),
    )
    return {
      ...(allowed !== undefined && { status: allowed }),
      ...Object.fromEntries(same),
      ...(refused.length > 0 && { documented: refused }),
    }
  }, first)
}

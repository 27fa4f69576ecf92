import type { Call, Result } from '../call.ts'
import type { Response } from '../requests.ts'

/**
 * The verdict on a call that was sent without the credentials it wants; undefined if it is to be judged as any other: the
 * server let it in, or failed.
 *
 * That it is refused is right. Which status says so is left to the server: besides 401 and 403, some hide what is there by a
 * 404, look at the input first, or send to the page for signing in.
 *
 * @param lack what the call wants
 */
export function verdictWithout(
  lack: string,
  { expect }: Call,
  { statusCode, redirected }: Response,
): Pick<Result, 'verdict' | 'word' | 'problems'> | undefined {
  const isTurnedAway = redirected || (statusCode >= 300 && statusCode < 500)
  if (!isTurnedAway) return undefined
  const isRefusal = statusCode === 401 || statusCode === 403
  return isRefusal && expect?.documented?.includes(statusCode)
    ? { verdict: 'ok', word: 'ok', problems: [] }
    : { verdict: 'skipped', word: '-', problems: [lack] }
}

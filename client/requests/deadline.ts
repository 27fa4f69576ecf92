/** Seconds that a whole call may take unless it is told otherwise. */
export const defaultTimeout = 10

/** Longest delay that a timer of Node takes: 2^31 - 1 milliseconds. */
const longestTimeout = 2_147_483

export interface Deadline {
  /** Aborted when the time is up. */
  readonly signal: AbortSignal
  /** The seconds that were given. */
  readonly seconds: number | undefined
  readonly expired: boolean
  /** Aborts the signal before its time, for a reason of its own. */
  abort(reason: Error): void
  /** To be called when the call is over: the timer keeps the process alive. */
  clear(): void
}

/**
 * One limit for a whole call: redirects, headers and bodies.
 *
 * Unlike AbortSignal.timeout(), its timer keeps the process alive: on Node 20 a process that has nothing but a stuck
 * fetch ends without a word, before the time is up.
 *
 * @param seconds null for no limit
 * @throws {RangeError} if it is not a number above 0
 */
export function startDeadline(seconds: number | null): Deadline {
  const controller = new AbortController()
  let expired = false
  const expire = () => {
    expired = true
    controller.abort()
  }
  const timer = seconds === null ? undefined : setTimeout(expire, checked(seconds) * 1000)
  return {
    signal: controller.signal,
    seconds: seconds ?? undefined,
    get expired() {
      return expired
    },
    abort: reason => controller.abort(reason),
    clear: () => clearTimeout(timer),
  }
}

function checked(seconds: number): number {
  if (seconds > 0 && seconds <= longestTimeout) return seconds
  throw new RangeError(`timeout must be a number of seconds above 0, or null for no limit; it is ${seconds}`)
}

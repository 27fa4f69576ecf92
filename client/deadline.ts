/** Longest delay that a timer of Node takes: 2^31 - 1 milliseconds. */
const longestTimeout = 2_147_483

export interface Deadline {
  readonly signal: AbortSignal
  /** Seconds that were given, null for no limit. */
  readonly seconds: number | null
  readonly expired: boolean
  clear(): void
}

/**
 * One limit for a whole call: redirects, headers and bodies.
 *
 * A timer that holds the process, unlike AbortSignal.timeout(): on Node 20 a fetch whose connection is accepted
 * and then closed may never settle, and the process would end in the middle of it.
 *
 * @param seconds null for no limit
 * @throws RangeError unless it is a number above 0
 */
export function startDeadline(seconds: number | null): Deadline {
  const controller = new AbortController()
  let expired = false
  let timer: NodeJS.Timeout | undefined
  if (seconds !== null) {
    if (!(seconds > 0 && seconds <= longestTimeout)) {
      throw new RangeError(
        `timeout must be a number of seconds above 0, or null for no limit; it is ${seconds}`,
      )
    }
    timer = setTimeout(() => {
      expired = true
      controller.abort()
    }, seconds * 1000)
  }
  return {
    signal: controller.signal,
    seconds,
    get expired() {
      return expired
    },
    clear: () => clearTimeout(timer),
  }
}

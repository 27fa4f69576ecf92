import { createContext, Script } from 'node:vm'
import { isObject } from './untrusted.ts'

/** Work on something that was not trusted took longer than it may. */
export class TimeLimitError extends Error {
  override name = 'TimeLimitError'
}

/** The one context in which the work is called; each new one would cost a millisecond. */
const caller: { work?: () => unknown } = createContext({})
const callWork = new Script('work()')

/**
 * Runs synchronous work and interrupts it, a backtracking regular expression included, after so many milliseconds.
 *
 * Documents come from the servers that are checked, and a small one can describe endless work: references that
 * double at each level, a pattern that backtracks. node:vm is used for its time limit and not as a sandbox: the
 * code that runs is ours.
 *
 * @throws {TimeLimitError} when the work was interrupted; and whatever `work` throws
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  try {
    caller.work = work
    return callWork.runInContext(caller, { timeout: milliseconds })
  } catch (error) {
    // The interruption is an Error of the other context, which is no instance of ours.
    if (isObject(error) && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw new TimeLimitError(`it takes over ${milliseconds} ms`)
    }
    throw error
  }
}

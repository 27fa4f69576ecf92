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
 * A busy machine can let that time pass without this process: work that has hardly run when its time is up starts again,
 * up to three times.
 *
 * @param work gives the same however often it is begun
 * @throws {TimeLimitError} when the work was interrupted; and whatever `work` throws
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  for (let attempt = 1; ; attempt++) {
    const before = process.cpuUsage()
    try {
      caller.work = work
      return callWork.runInContext(caller, { timeout: milliseconds })
    } catch (error) {
      // The interruption is an Error of the other context, which is no instance of ours.
      if (!isObject(error) || error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      const { user, system } = process.cpuUsage(before)
      const hasRun = (user + system) / 1000 > milliseconds / 2
      if (hasRun || attempt === 4) throw new TimeLimitError(`it takes over ${milliseconds} ms`)
    }
  }
}

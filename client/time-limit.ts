import { Script } from 'node:vm'
import { isObject } from './untrusted.ts'

/** Work on something that was not trusted took longer than it may. */
export class TimeLimitError extends Error {
  override name = 'TimeLimitError'
}

/** Where the script finds the work. It runs in our own context: another one would cost milliseconds. */
const place = Symbol.for('work within a time limit')
const caller = globalThis as { [place]?: () => unknown }
const callWork = new Script(`globalThis[Symbol.for('${place.description}')]()`)

/**
 * Runs synchronous work and interrupts it, a backtracking regular expression included, after so many milliseconds.
 *
 * Documents come from the servers that are checked, and a small one can describe endless work: references that
 * double at each level, a pattern that backtracks. node:vm is used for its time limit and not as a sandbox: the
 * code that runs is ours.
 *
 * On a busy machine, the time can be up although the work has hardly run: then it starts again, up to three times.
 *
 * @param work must give the same each time that it is started; what it throws is passed on
 * @throws {TimeLimitError} if the work was interrupted
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  for (let attempt = 1; ; attempt++) {
    const before = process.cpuUsage()
    try {
      caller[place] = work
      return callWork.runInThisContext({ timeout: milliseconds })
    } catch (error) {
      if (!isObject(error) || error.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      const { user, system } = process.cpuUsage(before)
      const hasRun = (user + system) / 1000 > milliseconds / 2
      if (hasRun || attempt === 4) throw new TimeLimitError(`it takes over ${milliseconds} ms`)
    }
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What `node -e 0` takes on a quiet machine of an ordinary kind, in milliseconds. */
const quietStart = 50

/**
 * How many times slower than a quiet machine this one is right now, at least 1: by the time that an empty Node process
 * takes to start, which is what most of a recovery's time goes into.
 *
 * A criterion such as "within 1 s" is meant for a machine that has nothing else to do. A test that shares its machine with
 * other work multiplies its time limits by this; on a quiet machine they are as written.
 */
async function slowness(): Promise<number> {
  const starts: number[] = []
  for (let i = 0; i < 5; i++) {
    const started = performance.now()
    await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'close')
    starts.push(performance.now() - started)
  }
  const [, , median = quietStart] = starts.toSorted((a, b) => a - b)
  return Math.max(1, median / quietStart)
}

/** Makes a time limit of so many milliseconds, after `fixed` ones that no machine takes longer for; asked for at the end. */
export type TimeLimit = (milliseconds: number, fixed?: number) => Promise<() => Promise<number>>

/** For a machine as slow as it is now or at the end, whichever is slower. */
export const timeLimit: TimeLimit = async (milliseconds, fixed = 0) => {
  const before = await slowness()
  return async () => Math.round(fixed + milliseconds * Math.max(before, await slowness()))
}

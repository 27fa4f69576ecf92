import { once } from 'node:events'

/** One for all that wait: dozens of listeners would look like a leak. */
let drained: Promise<unknown> | undefined

/**
 * Ends when whoever reads the output has taken the most of it. What reads may be slower than the servers are, and what waits for
 * it stays in memory.
 */
export async function outputTaken(): Promise<void> {
  if (!process.stdout.writableNeedDrain) return
  drained ??= once(process.stdout, 'drain').finally(() => {
    drained = undefined
  })
  await drained
}

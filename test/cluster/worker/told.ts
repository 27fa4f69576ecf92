import type { TestContext } from 'node:test'
import type { FromWorker } from '../../../src/cluster/messages.ts'

/** What this process tells its supervisor during a test, as a worker would: the list grows. */
export function toldIn(t: TestContext): FromWorker[] {
  const told: FromWorker[] = []
  process.send = (message: FromWorker, ...rest: unknown[]) => {
    told.push(message)
    const sent = rest.at(-1)
    if (typeof sent === 'function') setImmediate(() => sent(null))
    return true
  }
  t.after(() => {
    delete process.send
  })
  return told
}

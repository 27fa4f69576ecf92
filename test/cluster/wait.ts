import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

type Ask<T> = () => T | undefined | false | Promise<T | undefined | false>

/** Asks again and again, and returns the first truthy answer, or undefined after so many seconds without one. */
export async function eventually<T>(ask: Ask<T>, seconds: number): Promise<T | undefined> {
  const deadline = performance.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > deadline) return undefined
    await sleep(20)
  }
}

/**
 * Like `eventually`, but to wait in vain is an error.
 * @param what names the wait in the error: "`what` did not happen within 30 s"
 * @param seconds generous unless told: a busy machine makes a test slower, not red
 */
export async function until<T>(what: string, ask: Ask<T>, seconds = 30): Promise<T> {
  const answer = await eventually(ask, seconds)
  if (answer === undefined) throw new Error(`${what} did not happen within ${seconds} s`)
  return answer
}

const given = new Set<number>()

/**
 * A port that nothing listens on, and that no other server of this test has been given and not bound yet.
 *
 * It is below the range that the system takes client ports from (32768 and up on Linux): while a load test opens thousands
 * of connections a second, a port of that range may be gone a moment later. And it is above the last port that fetch refuses
 * to call, which is 10080 (https://fetch.spec.whatwg.org/#port-blocking).
 */
export async function freePort(from = 10_081, to = 32_000): Promise<number> {
  for (;;) {
    const port = from + Math.floor(Math.random() * (to - from))
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer()
    probe.on('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

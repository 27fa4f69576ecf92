import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, failures, startLoad, type Target } from '../../cluster/faults/load.ts'

/** Few enough that health checks get their turn on a machine of two cores, which runs the clients too. */
const clients = 2

/**
 * Calls a target from a second before `body` starts until a second after it ends, over new connections and over kept ones,
 * and prints what became of the calls.
 * @returns how many failed
 */
export async function underLoad(
  t: TestContext,
  target: Target,
  body: () => Promise<unknown>,
): Promise<number> {
  const loads = {
    'new connections': startLoad(target, { count: clients }),
    'kept connections': startLoad(target, { count: clients, keepAlive: true }),
  }
  try {
    await sleep(1000)
    await body()
    await sleep(1000)
  } finally {
    await Promise.all(Object.values(loads).map(load => load.stop()))
    for (const [kind, { tally }] of Object.entries(loads)) t.diagnostic(`${kind}: ${describe(tally)}`)
  }
  for (const { tally } of Object.values(loads)) assert.ok(tally.ok > 0)
  return Object.values(loads).reduce((sum, { tally }) => sum + failures(tally), 0)
}

/** @throws {Error} if a call failed */
export async function withoutFailure(
  t: TestContext,
  target: Target,
  body: () => Promise<unknown>,
): Promise<void> {
  assert.equal(await underLoad(t, target, body), 0, 'failed requests')
}

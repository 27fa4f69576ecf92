/**
 * When to boot again after workers have died.
 *
 * A crash is answered at once. Only when a full set of replacements has died young too does each further one wait, twice
 * as long as the one before, so that a program which cannot run does not fill the log and the CPU.
 */
import type { Fleet, Worker } from './fleet.ts'

/** A worker that has been ready for so many milliseconds has shown that its code can run. */
export const stableAfter = 2000

const firstPause = 1000
const longestPause = 30_000

/** Milliseconds without a stable worker after which the server gives up, so that whatever supervises it takes notice. */
export const giveUpAfter = 20_000

/** Takes note of a death that nobody asked for. */
export function noteCrash(fleet: Fleet, worker: Pick<Worker, 'readyAt'>, now: number): void {
  const diedYoung = worker.readyAt === undefined || now - worker.readyAt < stableAfter
  fleet.crashes = diedYoung ? fleet.crashes + 1 : 0
  fleet.lastCrashAt = now
  fleet.bootNotBefore = now + pauseAfter(fleet.crashes, fleet.want)
}

/** Milliseconds to wait after so many young deaths in a row: none for the first set, then 1 s, 2 s, 4 s, up to 30 s. */
export function pauseAfter(crashes: number, want: number): number {
  const beyond = crashes - want
  return beyond < 1 ? 0 : Math.min(longestPause, firstPause * 2 ** (beyond - 1))
}

/** Takes note of the workers that live: one born after the last crash and stable ends the loop. */
export function noteStable(fleet: Fleet, now: number): void {
  const stable = fleet.workers.filter(
    ({ state, readyAt = now }) => state === 'ready' && now - readyAt >= stableAfter,
  )
  if (stable.length > 0) fleet.lastStableAt = now
  if (stable.some(worker => worker.bornAt > fleet.lastCrashAt)) fleet.crashes = 0
}

/** Whether to give up. A server that has been told to stop never does: its last workers answer what they have, and it ends well. */
export function isHopeless(fleet: Fleet, now: number): boolean {
  if (fleet.phase !== 'serving') return false
  const isTrying =
    fleet.preparing !== undefined ||
    fleet.workers.some(({ state }) => state === 'booting' || state === 'ready')
  return !isTrying && fleet.crashes > fleet.want && now - fleet.lastStableAt > giveUpAfter
}

import { setTimeout as sleep } from 'node:timers/promises'
import { cpuTimeSinceStart, memory } from './processes.ts'
import type { Running } from './running.ts'

/** What a server has cost before anybody asks it for work. */
export type Rest = {
  /** Milliseconds of CPU time of all its processes, until each of them had started. */
  bootCpu: number
  /** MB (PSS) of all its processes. */
  restMemory: number
}

/** How long nothing may happen until a server counts as at rest, in milliseconds. */
const quietPeriod = 700
/** CPU time that does not count as something, in milliseconds: heartbeats and the like. */
const nearlyNothing = 20

/** Waits until a server that answers has started the rest of its workers, too: the first to be ready answers for all. */
export async function atRest(running: Running): Promise<Rest> {
  let bootCpu = cpuTimeSinceStart(running.pids())
  for (;;) {
    await sleep(quietPeriod)
    const now = cpuTimeSinceStart(running.pids())
    if (now - bootCpu <= nearlyNothing) return { bootCpu, restMemory: memory(running.pids()) }
    bootCpu = now
  }
}

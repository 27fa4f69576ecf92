import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { acceptedFrom } from '../cluster/processes.ts'
import type { Server } from '../cluster/server.ts'
import { eventually } from '../cluster/wait.ts'
import type { Ledger } from './ledger.ts'

/** Milliseconds from one disturbance to the next, which does not wait for the server to have got over the last. */
const interval = 3000

/** One round. Workers are killed, added and taken away while the reload that it begins with is under way. */
const round = ['HUP', 'KILL', 'TTIN', 'KILL', 'TTOU'] as const

export type Done = { [what in (typeof round)[number]]: number }

export interface Disturbances {
  /** How many of each there have been. */
  readonly done: Done
  stop(): Promise<void>
}

/** Reloads the server, adds and takes away a worker, and kills workers, round by round, until it is stopped. */
export function startDisturbances(server: Server, ledger: Ledger): Disturbances {
  const done: Done = { HUP: 0, KILL: 0, TTIN: 0, TTOU: 0 }
  const stopped = new AbortController()

  async function disturb() {
    while (!stopped.signal.aborted) {
      for (const what of round) {
        if (what !== 'KILL') server.signal(`SIG${what}`)
        if (what !== 'KILL' || (await killOne(server, ledger))) done[what] += 1
        await sleep(interval, undefined, { signal: stopped.signal }).catch(() => {})
        if (stopped.signal.aborted) break
      }
      await eventually(() => stopped.signal.aborted || isReloaded(server), 120)
    }
    // So that as many workers are left as there were.
    if (done.TTIN > done.TTOU) server.signal('SIGTTOU')
  }
  const ended = disturb()

  return {
    done,
    async stop() {
      stopped.abort()
      await ended
    },
  }
}

/** Whether no reload is under way. */
export async function isReloaded(server: Server): Promise<boolean> {
  return (await server.status()).lastReload?.outcome !== 'in progress'
}

/** Kills a worker, and notes whose connections it held; false if the worker ended by itself meanwhile. */
async function killOne(server: Server, { kills }: Ledger): Promise<boolean> {
  const workers = await server.workers()
  const victim = workers[Math.floor(Math.random() * workers.length)]
  if (victim === undefined) return false
  try {
    // Stopped, it neither accepts nor closes one, so that they can be told exactly.
    process.kill(victim, 'SIGSTOP')
    await eventually(() => /^State:\s+T/m.test(readFileSync(`/proc/${victim}/status`, 'utf8')), 5)
    kills.push({ at: performance.now(), from: new Set(acceptedFrom(victim, server.port)) })
    process.kill(victim, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

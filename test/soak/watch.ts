import { setTimeout as sleep } from 'node:timers/promises'
import { heldFiles, residentMemory } from '../cluster/processes.ts'
import type { Server } from '../cluster/server.ts'
import type { Sample } from './slope.ts'

/** Milliseconds from one look at the processes to the next. */
const interval = 1000

/** What is watched, in bytes and in open files; of the workers it is the mean of those that are ready. */
export interface Samples {
  readonly supervisorMemory: Sample[]
  readonly supervisorFiles: Sample[]
  readonly workerMemory: Sample[]
  readonly workerFiles: Sample[]
}

export interface Watch {
  readonly samples: Samples
  stop(): Promise<void>
}

/** Looks at the server's processes once a second, through the kernel, until it is stopped. */
export function startWatch(server: Server): Watch {
  const samples: Samples = {
    supervisorMemory: [],
    supervisorFiles: [],
    workerMemory: [],
    workerFiles: [],
  }
  const started = performance.now()
  let stopped = false

  async function look() {
    const workers = await server.workers()
    const minute = (performance.now() - started) / 60_000
    const files = await filesOf(server)
    const memory = workers.map(residentMemory)
    // Of one that has just ended the kernel tells none.
    if (memory.some(Number.isNaN)) return
    samples.supervisorMemory.push({ minute, value: residentMemory(server.pid) })
    samples.supervisorFiles.push({ minute, value: files.supervisor })
    samples.workerMemory.push({ minute, value: mean(memory) })
    samples.workerFiles.push({ minute, value: files.worker })
  }

  async function watch() {
    while (!stopped) {
      // A worker may end between the question and the look; the next look is soon.
      await look().catch(() => {})
      await sleep(interval)
    }
  }
  const ended = watch()

  return {
    samples,
    async stop() {
      stopped = true
      await ended
    },
  }
}

export interface Files {
  readonly supervisor: number
  /** The mean of the workers that are ready. */
  readonly worker: number
}

/** How many files the server's processes have open. */
export async function filesOf(server: Server): Promise<Files> {
  const workers = await server.workers()
  return {
    supervisor: heldFiles(server.pid),
    worker: mean(workers.map(heldFiles)),
  }
}

function mean(values: readonly number[]): number {
  if (values.length === 0) throw new Error('there is no worker to look at')
  return values.reduce((total, value) => total + value, 0) / values.length
}

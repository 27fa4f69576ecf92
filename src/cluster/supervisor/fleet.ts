/**
 * The list of workers, and what is wanted of it. Every event of the server (a signal, a message, a death) is an edit of this
 * list; plan.ts says what to do about it. Times are performance.now() in milliseconds.
 */
import type { ExitCode } from '../failure.ts'
import type { Beat, RetireReason } from '../messages.ts'
import type { Options } from '../settings/options.ts'

export type Worker = {
  readonly id: number
  readonly pid: number
  readonly generation: number
  readonly bornAt: number
  /** `killed`: SIGKILL is decided, the exit has not been seen yet. */
  state: 'booting' | 'ready' | 'draining' | 'killed'
  /** When the worker has to have booted, beaten again or drained, depending on its state. */
  deadline: number
  readyAt?: number
  /** Why a successor is to take its place, beyond being of an older generation. */
  retiring?: RetireReason
  killedFor?: 'hang' | 'boot-timeout' | 'graceful-timeout' | 'unwanted'
  failure?: { exitCode: ExitCode; reason: string }
  inspectorPort?: number | undefined
  beat?: Beat
  beatAt?: number
  /** Requests by the last look at the balance. */
  requestsBefore?: number
}

/** The code and settings that workers boot with. Numbers are never used twice. */
export type Generation = { readonly number: number; readonly options: Options }

export type Reload = {
  generation: number
  outcome: 'in progress' | 'complete' | 'abandoned'
  reason?: string
  at: string
}

export type Fleet = {
  workers: Worker[]
  want: number
  /** More boots at once than there are CPUs would only make the first of them later. */
  readonly bootsAtOnce: number
  /** What new workers belong to, and the last one of which a worker got ready. They differ during the first boots of a reload. */
  current: Generation
  proven?: Generation
  newest: number
  lastReload?: Reload
  /** `lame`: still serving, but telling the load balancer to go elsewhere. */
  phase: 'serving' | 'lame' | 'stopping'
  /** Workers in a row that died young, and what follows from that. */
  crashes: number
  lastCrashAt: number
  bootNotBefore: number
  lastStableAt: number
}

export function createFleet(options: Options, bootsAtOnce: number, now: number): Fleet {
  return {
    workers: [],
    want: options.workers,
    bootsAtOnce,
    current: { number: 1, options },
    newest: 1,
    phase: 'serving',
    crashes: 0,
    lastCrashAt: 0,
    bootNotBefore: 0,
    lastStableAt: now,
  }
}

export function isStale(fleet: Fleet, worker: Worker): boolean {
  return worker.retiring !== undefined || worker.generation !== fleet.current.number
}

export function readyWorkers(fleet: Fleet): Worker[] {
  return fleet.workers.filter(worker => worker.state === 'ready')
}

/** The worker serves. With the first of its generation, the generation is proven. */
export function becomeReady(fleet: Fleet, worker: Worker, now: number): void {
  if (worker.state !== 'booting') return
  worker.state = 'ready'
  worker.readyAt = now
  keepAlive(fleet, worker, now)
  if (worker.generation === fleet.current.number) fleet.proven = fleet.current
}

export function takeBeat(fleet: Fleet, worker: Worker, beat: Beat, now: number): void {
  worker.beat = beat
  worker.beatAt = now
  if (worker.state === 'ready') keepAlive(fleet, worker, now)
}

function keepAlive(fleet: Fleet, worker: Worker, now: number): void {
  worker.deadline = now + (fleet.current.options.timeout || Number.POSITIVE_INFINITY)
}

/** Makes the next workers those of a new generation; the old ones are stale from now on. */
export function beginReload(fleet: Fleet, options: Options, at: Date): void {
  fleet.newest += 1
  if (options.workers !== fleet.current.options.workers) fleet.want = options.workers
  fleet.current = { number: fleet.newest, options }
  fleet.lastReload = { generation: fleet.newest, outcome: 'in progress', at: at.toISOString() }
}

/** Goes back to the last generation that works. */
export function abandonReload(fleet: Fleet, proven: Generation, reason: string): void {
  if (fleet.lastReload) fleet.lastReload = { ...fleet.lastReload, outcome: 'abandoned', reason }
  if (proven.options.workers !== fleet.current.options.workers) fleet.want = proven.options.workers
  fleet.current = proven
}

/** Whether a reload has just come to its end: as many workers as wanted serve the new code, and none the old. */
export function completeReload(fleet: Fleet): boolean {
  const ready = readyWorkers(fleet)
  const isComplete =
    fleet.lastReload?.outcome === 'in progress' &&
    ready.length >= fleet.want &&
    ready.every(worker => worker.generation === fleet.current.number)
  if (isComplete && fleet.lastReload) fleet.lastReload = { ...fleet.lastReload, outcome: 'complete' }
  return isComplete
}

/** Forgives everyone the time in which this process itself did not run: a laptop's sleep, a paused container. */
export function forgive(fleet: Fleet, lost: number): void {
  for (const worker of fleet.workers) worker.deadline += lost
  fleet.lastStableAt += lost
}

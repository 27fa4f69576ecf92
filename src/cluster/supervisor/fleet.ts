/**
 * The record of the server: its workers, the process that prepares for them, and what is wanted. Every event (a signal, a
 * message, a death) is an edit of it; plan.ts says what to do about it. Times are performance.now() in milliseconds.
 */
import type { ExitCode, Failure } from '../failure.ts'
import type { Capacity, FromPreparing, Heartbeat, RetireReason } from '../messages.ts'
import type { Options } from '../settings/options.ts'

export type Worker = {
  readonly id: number
  readonly pid: number
  readonly generation: number
  readonly bornAt: number
  /** `killed`: SIGKILL is decided, the exit has not been seen yet. */
  state: 'booting' | 'ready' | 'draining' | 'killed'
  /** By when the worker has to boot, to send its next heartbeat, or to end, depending on its state. */
  deadline: number
  readyAt?: number
  /** What it can take; not there before it is ready, or if it does not know. */
  capacity?: Capacity | undefined
  /** It can take connections again, and has no sockets to do so. */
  wantsSockets?: boolean
  /** Its app exports `ready`. */
  canBeAsked?: boolean
  /** Why a successor is to take its place, beyond being of an older generation. */
  retiring?: RetireReason
  /** It boots for a reload that was given up. */
  isAbandoned?: boolean
  killedFor?: 'hang' | 'boot-timeout' | 'graceful-timeout' | 'unwanted'
  failure?: { exitCode: ExitCode; reason: string }
  inspectorPort?: number | undefined
  heartbeat?: Heartbeat
  heartbeatAt?: number
  /** Requests by the last look at the balance. */
  requestsBefore?: number
}

/** The code and settings that workers boot with. Numbers are never used twice. */
export type Generation = {
  readonly number: number
  readonly options: Options
  /** How the reload to it goes; the first one has none. */
  readonly reload?: Reload
}

/** The process in which the app prepares for a generation. */
export type Preparing = {
  readonly pid: number
  readonly generation: number
  deadline: number
  killedFor?: 'prepare-timeout' | 'unwanted'
  /** What it says of itself, before it ends. */
  outcome?: FromPreparing
}

export type Reload = {
  readonly generation: number
  outcome: 'in progress' | 'complete' | 'abandoned'
  reason?: string
  readonly at: string
}

export type Fleet = {
  workers: Worker[]
  want: number
  /** More boots at once than there are CPUs would only make the first of them later. */
  readonly bootsAtOnce: number
  /** The generation of new workers, and the last one of which a worker got ready. They differ during the first boots of a reload. */
  current: Generation
  lastGood?: Generation
  /** The generation to become the current one, as soon as the app has prepared for it. At first it is the current one itself. */
  upcoming: Generation | undefined
  preparing: Preparing | undefined
  newest: number
  /** What became of the last SIGHUP. */
  lastReload?: Reload
  /** Why the server cannot start; it ends with that. */
  failure?: Failure
  /** `lame-duck`: still serving, but telling the load balancer to go elsewhere. */
  phase: 'serving' | 'lame-duck' | 'stopping'
  /** Workers in a row that died young, and what follows from that. */
  crashes: number
  lastCrashAt: number
  bootNotBefore: number
  lastStableAt: number
  /** When a worker last had as many connections as it can take, unless that is long over. */
  shortageAt?: number | undefined
}

export function createFleet(options: Options, bootsAtOnce: number, now: number): Fleet {
  const first: Generation = { number: 1, options }
  return {
    workers: [],
    want: options.workers,
    bootsAtOnce,
    current: first,
    upcoming: first,
    preparing: undefined,
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

/** The app has prepared for the upcoming generation: workers of it may boot, and those of an older one are stale. */
export function becomePrepared(fleet: Fleet, now: number): void {
  const { current, upcoming } = fleet
  if (!upcoming) return
  if (upcoming.options.workers !== current.options.workers) fleet.want = upcoming.options.workers
  fleet.current = upcoming
  fleet.upcoming = undefined
  // Until now none could be stable.
  if (!fleet.lastGood) fleet.lastStableAt = now
}

export function readyWorkers(fleet: Fleet): Worker[] {
  return fleet.workers.filter(worker => worker.state === 'ready')
}

/** The worker serves. The first one of a generation shows that its code and settings work. */
export function becomeReady(fleet: Fleet, worker: Worker, now: number): void {
  if (worker.state !== 'booting') return
  worker.state = 'ready'
  worker.readyAt = now
  renewDeadline(fleet, worker, now)
  if (worker.generation === fleet.current.number) fleet.lastGood = fleet.current
}

export function noteHeartbeat(fleet: Fleet, worker: Worker, heartbeat: Heartbeat, now: number): void {
  worker.heartbeat = heartbeat
  worker.heartbeatAt = now
  if (worker.state === 'ready') renewDeadline(fleet, worker, now)
}

function renewDeadline(fleet: Fleet, worker: Worker, now: number): void {
  worker.deadline = now + (fleet.current.options.timeout || Number.POSITIVE_INFINITY)
}

/** Gives everyone the time back in which this process itself did not run: a laptop's sleep, a paused container. */
export function extendDeadlines(fleet: Fleet, lost: number): void {
  for (const worker of fleet.workers) worker.deadline += lost
  if (fleet.preparing) fleet.preparing.deadline += lost
  fleet.lastStableAt += lost
}

/**
 * What the supervisor and a worker say to each other, in this order:
 *
 *     worker      boot   (first, because what is sent to a worker before it listens for messages is lost)
 *     supervisor  start, then one listen with a socket for each address
 *     worker      ready, then a heartbeat every 250 ms, with metrics when they may have changed; or failed
 *     supervisor  release, drain, quit; or the listens again
 *     supervisor  ask      (when somebody asks /ready, and the app has something to say to that)
 *     worker      answer   (to the question of that number)
 *     worker      retire   (when it asks for a successor)
 *     worker      room     (when it has stopped listening for want of descriptors, and can again: the listens follow)
 *
 * The process that prepares for a generation of workers (prepare-app.ts) says one thing, and ends: prepared, or failed.
 */
import type { Address } from './address.ts'
import type { ExitCode } from './failure.ts'
import type { Options } from './settings/options.ts'

/** Milliseconds between two heartbeats. Their absence is what tells a hung event loop. */
export const heartbeatInterval = 250

/** What a worker needs to know; times are in milliseconds. */
export type WorkerSettings = Pick<
  Options,
  | 'name'
  | 'backlog'
  | 'keepAlive'
  | 'headersTimeout'
  | 'requestTimeout'
  | 'sendTimeout'
  | 'maxLoopDelay'
  | 'limitRequestLine'
  | 'limitRequestFields'
  | 'limitRequestFieldSize'
  | 'maxRequests'
  | 'maxRequestsJitter'
  | 'maxWorkerMemory'
  | 'servedBy'
> & { app: string; addresses: Address[] }

export type ToWorker =
  | { type: 'start'; settings: WorkerSettings }
  | { type: 'listen' }
  | { type: 'ask'; question: number }
  | { type: 'release'; connections: number }
  | { type: 'drain'; closeIdle: boolean }
  | { type: 'quit' }

/** What a worker counts: requests since its start, of them refused for overload, and what is open and in flight now. */
export type Counts = { requests: number; refused: number; open: number; inFlight: number }

/** A worker's state of health; memory in bytes, the event loop's delay (99th percentile since the last heartbeat) in milliseconds. */
export type Heartbeat = Counts & {
  /** Lines of its log that could not be written. */
  lostLines: number
  residentMemory: number
  eventLoopDelay: number
  /** Since the last heartbeat it has had as many connections as it can take. */
  isFull: boolean
}

/** How many files a worker may have open, and how many connections it takes for that. */
export type Capacity = { openFiles: number; connections: number }

export type FromWorker =
  | { type: 'boot'; inspectorPort: number | undefined }
  | { type: 'ready'; urls: string[]; canBeAsked: boolean; capacity: Capacity | undefined }
  | Failed
  | { type: 'heartbeat'; heartbeat: Heartbeat }
  | { type: 'answer'; question: number; no: string | undefined }
  | { type: 'metrics'; metrics: object[] }
  | { type: 'retire'; reason: RetireReason }
  | { type: 'room' }

export type FromPreparing = { type: 'prepared' } | Failed

/** `reason` has a line for each thing that is wrong. */
export type Failed = { type: 'failed'; exitCode: ExitCode; reason: string }

export type RetireReason = 'max-requests' | 'memory' | 'open-files' | 'sigterm'

/** Sends to the supervisor; resolves once the message is on its way. A supervisor that is gone is not an error here. */
export function tell(message: FromWorker | FromPreparing): Promise<void> {
  return new Promise(resolve => {
    process.send?.(message, undefined, undefined, () => resolve())
  })
}

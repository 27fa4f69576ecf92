import type { Fleet } from './fleet.ts'
import type { Listener } from './fork.ts'
import type { Metrics } from './metrics.ts'

/**
 * The running server, as every event finds it: a signal, a message of a worker, a death, a tick of the clock.
 *
 * An event edits `fleet` and calls `changed`, which makes the processes match it.
 */
export type Supervisor = {
  /** `MODULE:EXPORT`, for the workers to load. */
  readonly app: string
  /** Where the server was started, as an absolute path. */
  readonly folder: string
  readonly fleet: Fleet
  readonly metrics: Metrics
  /** What is to be told the answers that workers give to a question, by its number: undefined for yes, or why not. */
  readonly questions: Map<number, (no: string | undefined) => void>
  /** The bound sockets; none once the server stops accepting. */
  readonly listeners: Listener[]
  /** When the processes were last made to match, as performance.now() in milliseconds. */
  reconciledAt: number
  changed(): void
  removePidFile(): void
}

import type { Connection } from '../cluster/faults/connection.ts'
import type { Answer } from '../cluster/faults/load.ts'

/** A worker that was killed, and whose connections it held then. */
export interface Kill {
  /** By `performance.now()`. */
  readonly at: number
  /** The clients' own ports. */
  readonly from: ReadonlySet<number>
}

export interface Count {
  total: number
  /** Went over a connection that a worker held when it was killed. */
  lost: number
  failed: number
  /** Of the requests that were answered as they should be, in milliseconds. */
  slowest: number
}

export type Ledger = ReturnType<typeof createLedger>

/** Keeps what became of the requests, by their kind, and tells those that a kill cost from those that failed. */
export function createLedger() {
  const kinds = new Map<string, Count>()
  const kills: Kill[] = []
  const failures: string[] = []

  function note(kind: string, answer: Answer, isRight = answer.outcome === 'ok'): void {
    const count = kinds.get(kind) ?? { total: 0, lost: 0, failed: 0, slowest: 0 }
    kinds.set(kind, count)
    count.total += 1
    if (isRight) {
      count.slowest = Math.max(count.slowest, answer.milliseconds)
    } else if (wasHeld(answer.connection, kills)) {
      count.lost += 1
    } else {
      count.failed += 1
      const status = answer.status === undefined ? '' : ` ${answer.status}`
      failures.push(`${kind}: ${answer.outcome}${status} after ${Math.round(answer.milliseconds)} ms`)
    }
  }

  return {
    kinds,
    kills,
    failures,
    note,
    total: (what: 'total' | 'lost' | 'failed') =>
      [...kinds.values()].reduce((sum, count) => sum + count[what], 0),
  }
}

/** Whether a connection was among those of a worker when that was killed: whatever then happens to it, the kill did. */
export function wasHeld(connection: Connection | undefined, kills: readonly Kill[]): boolean {
  if (connection?.port === undefined) return false
  const { port, openedAt } = connection
  return kills.some(({ at, from }) => openedAt <= at && from.has(port))
}

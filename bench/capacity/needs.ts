import { existsSync } from 'node:fs'
import type { Cost } from './figures.ts'

type PoolSize = (connections: number, processes: { workers: number; replicas: number }) => number

/** How many connections a worker takes is the service's own rule; a copy without notes has neither that file nor a database. */
const rule = new URL('../../src/database/pool-size.ts', import.meta.url)
const { poolSize }: { poolSize?: PoolSize } = existsSync(rule) ? await import(rule.href) : {}

/** What a plan takes for granted. */
export type Assumptions = {
  /** Of each machine, and so its workers: `--workers auto`. */
  cores: number
  /** How busy a core is planned to be; the rest is for peaks, reloads and the neighbours' noise. */
  busy: number
  /** `DATABASE_CONNECTIONS`: what all workers together may hold. */
  connections: number
}

export const usual: Assumptions = { cores: 8, busy: 0.5, connections: 80 }

/** What a rate takes. */
export type Needs = {
  /** Workers that answer, each on a core of its own. */
  workers: number
  /** Machines with these, and one that may fail. */
  machines: number
  /** MB that the workers of a machine take. */
  memory: number
  /** Mbit/s of answers that a machine sends, if all of them work. */
  sent: number
  /** GB that all machines log in an hour. */
  logged: number
  database?: {
    /** Cores that are as busy as those of the workers. */
    cores: number
    /** Connections that each worker may hold. */
    each: number
    /** Connections that all may hold together, during an update, which starts a server more and twice the workers of each. */
    most: number
  }
}

/** @param rate requests a second */
export function needs(cost: Cost, rate: number, { cores, busy, connections }: Assumptions): Needs {
  const workers = Math.ceil(rate / (cost.perWorker * busy))
  // A server has no more workers than it needs, and no fewer than two: one goes on while the other is replaced.
  const ofEach = Math.max(2, Math.min(cores, workers))
  const machines = Math.ceil(workers / ofEach) + 1
  return {
    workers,
    machines,
    memory: ofEach * cost.memory,
    sent: (rate * cost.answer * 8) / 1e6 / machines,
    logged: (rate * cost.logged * 3600) / 1e9,
    ...(cost.database && poolSize && { database: ofDatabase(cost.database.cpu, poolSize) }),
  }

  function ofDatabase(cpu: number, sizeOf: PoolSize) {
    const each = sizeOf(connections, { workers: ofEach, replicas: machines })
    return {
      cores: Math.ceil((rate * cpu) / 1e6 / busy),
      each,
      most: each * (machines + 1) * (2 * ofEach + 1),
    }
  }
}

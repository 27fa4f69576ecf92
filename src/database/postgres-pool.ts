import { type Connection, connect } from './postgres-connection.ts'
import { createQuickStatements } from './quick-statements.ts'
import { createTurns } from './turns.ts'

/** Statements that wait on a connection for those before them. More would save little, and wait for one that is slow. */
const pipelined = 8

/** Calls that may wait for each connection. More of them would only make all wait for longer. */
const waitingForEach = 20

/** Milliseconds after which an idle connection is closed, so that a quiet server holds none. */
const idleTimeout = 30_000

export type PoolOptions = {
  url: string
  /** At most so many at a time; none is held while nobody asks. */
  connections: number
  /** Milliseconds that a statement may take, and that a call may wait for a connection; 0 is no limit. */
  timeLimit: number
}

export type Pool = {
  /**
   * Executes a statement on a connection that has nothing else to do or, if there is none, behind others. Those that have
   * been quick so far share one with the quick ones of the same turn of the event loop: one packet there, and one back.
   *
   * @throws {Problem} if too many wait already, or after the time limit: a 503
   */
  execute(text: string, parameters: readonly unknown[]): Promise<Result>
  /** A connection for a transaction: it is nobody else's until it is given back. @throws {Problem} as above */
  reserve(): Promise<Connection>
  /** Gives it back. One that is over is forgotten, and the next call opens another. */
  release(connection: Connection): void
  /** Closes those that nobody uses, and the others once they are given back. */
  end(): Promise<void>
}

type Result = Awaited<ReturnType<Connection['execute']>>
type Use = { statements: number; since: number }
type Wanted = 'transaction' | 'statement' | 'quick statement'

/** Connections that are kept for the next calls. */
export function createPool({ url, connections: most, timeLimit }: PoolOptions): Pool {
  const shared = new Map<Connection, Use>()
  const turns = createTurns<Wanted, Connection>({ most: most * waitingForEach, timeLimit })
  const quick = createQuickStatements()
  let reserved = 0
  let hasEnded = false
  /** Took the first quick statement of this turn of the event loop, and will send it at its end. */
  let filling: Connection | undefined
  const closing = setInterval(closeIdle, idleTimeout).unref()

  function share(connection: Connection): Connection {
    shared.set(connection, { statements: 0, since: performance.now() })
    return connection
  }

  /** The first of those that have nothing to do, so that those that are not needed stay idle; a new one; the least busy. */
  function find(wanted: Wanted): Connection | undefined {
    let found: Connection | undefined
    let fewest = pipelined
    for (const [connection, { statements }] of shared) {
      if (connection.isOver()) shared.delete(connection)
      else if (statements < fewest && (statements === 0 || connection.isOpen())) {
        found = connection
        fewest = statements
      }
    }
    if (found !== undefined && fewest === 0) return found
    if (shared.size + reserved < most) return share(connect(url))
    return wanted === 'transaction' ? undefined : found
  }

  function findFilling(): Connection | undefined {
    const use = filling && shared.get(filling)
    return use && use.statements < pipelined && !filling?.isOver() ? filling : undefined
  }

  function fill(connection: Connection): void {
    if (!filling) setImmediate(() => (filling = undefined))
    filling = connection
  }

  function take(wanted: Wanted): Connection | undefined {
    const connection = (wanted === 'quick statement' && findFilling()) || find(wanted)
    const use = connection && shared.get(connection)
    if (!use) return undefined
    if (wanted === 'quick statement' && use.statements === 0 && connection.isOpen()) fill(connection)
    use.statements += 1
    if (wanted === 'transaction') {
      shared.delete(connection)
      reserved += 1
    }
    return connection
  }

  /** A transaction that waits lets no statement pass: else there would always be one on each connection. */
  function acquire(wanted: Wanted): Promise<Connection> | Connection {
    return (turns.isEmpty() && take(wanted)) || turns.wait(wanted)
  }

  function closeIdle(): void {
    for (const [connection, { statements, since }] of shared) {
      if (statements > 0 || performance.now() - since < idleTimeout) continue
      shared.delete(connection)
      connection.close()
    }
  }

  return {
    async execute(text, parameters) {
      const connection = await acquire(quick.has(text) ? 'quick statement' : 'statement')
      const began = performance.now()
      try {
        return await connection.execute(text, parameters, timeLimit)
      } finally {
        const now = performance.now()
        quick.note(text, now - began)
        const use = shared.get(connection)
        if (use) {
          use.statements -= 1
          use.since = now
        }
        turns.pass(take)
      }
    },
    reserve: async () => acquire('transaction'),
    release(connection) {
      reserved -= 1
      if (hasEnded) connection.close()
      else if (!connection.isOver()) share(connection)
      turns.pass(take)
    },
    async end() {
      hasEnded = true
      clearInterval(closing)
      await Promise.all([...shared.keys()].map(connection => connection.close()))
    },
  }
}

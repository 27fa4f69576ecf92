import { tooBusy } from './errors.ts'
import { type Connection, connect } from './postgres-connection.ts'
import { within } from './time-limit.ts'

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
   * Executes a statement on a connection that has nothing else to do or, if there is none, behind others.
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
type Turn = { isReserved: boolean; take(connection: Connection): void }

/** Connections that are kept for the next calls. */
export function createPool({ url, connections: most, timeLimit }: PoolOptions): Pool {
  const shared = new Map<Connection, Use>()
  const turns = new Set<Turn>()
  let reserved = 0
  let hasEnded = false
  const closing = setInterval(closeIdle, idleTimeout).unref()

  function share(connection: Connection): Connection {
    shared.set(connection, { statements: 0, since: performance.now() })
    return connection
  }

  /** The first of those that have nothing to do, so that those that are not needed stay idle; a new one; the least busy. */
  function find(isReserved: boolean): Connection | undefined {
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
    return isReserved ? undefined : found
  }

  function take(isReserved: boolean): Connection | undefined {
    const connection = find(isReserved)
    const use = connection && shared.get(connection)
    if (!use) return undefined
    use.statements += 1
    if (isReserved) {
      shared.delete(connection)
      reserved += 1
    }
    return connection
  }

  async function waitForTurn(isReserved: boolean): Promise<Connection> {
    if (turns.size >= most * waitingForEach) throw tooBusy()
    const turn: Turn = { isReserved, take: () => {} }
    const taken = new Promise<Connection>(resolve => {
      turn.take = resolve
    })
    turns.add(turn)
    return within(timeLimit, taken, () => turns.delete(turn))
  }

  /** A transaction that waits lets no statement pass: else there would always be one on each connection. */
  function acquire(isReserved: boolean): Promise<Connection> | Connection {
    return (turns.size === 0 && take(isReserved)) || waitForTurn(isReserved)
  }

  function passTurns(): void {
    for (const turn of turns) {
      const connection = take(turn.isReserved)
      if (!connection) return
      turns.delete(turn)
      turn.take(connection)
    }
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
      const connection = await acquire(false)
      try {
        return await connection.execute(text, parameters, timeLimit)
      } finally {
        const use = shared.get(connection)
        if (use) {
          use.statements -= 1
          use.since = performance.now()
        }
        passTurns()
      }
    },
    reserve: async () => acquire(true),
    release(connection) {
      reserved -= 1
      if (hasEnded) connection.close()
      else if (!connection.isOver()) share(connection)
      passTurns()
    },
    async end() {
      hasEnded = true
      clearInterval(closing)
      await Promise.all([...shared.keys()].map(connection => connection.close()))
    },
  }
}

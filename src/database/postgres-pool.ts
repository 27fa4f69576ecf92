import { tooBusy } from './errors.ts'
import { type Connection, connect } from './postgres-connection.ts'
import { within } from './time-limit.ts'

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
  /** @throws {Problem} if too many wait already, or after the time limit: a 503 */
  acquire(): Promise<Connection>
  /** Gives it back. One that is over is forgotten, and the next call opens another. */
  release(connection: Connection): void
  /** Closes those that nobody uses, and the others once they are given back. */
  end(): Promise<void>
}

/** Connections that are used by one call each, and kept for the next one. */
export function createPool({ url, connections, timeLimit }: PoolOptions): Pool {
  const idle = new Map<Connection, NodeJS.Timeout>()
  const waiting = new Set<() => void>()
  let taken = 0
  let hasEnded = false

  async function waitForTurn(): Promise<void> {
    if (waiting.size >= connections * waitingForEach) throw tooBusy()
    let pass = () => {}
    const turn = new Promise<void>(resolve => {
      pass = resolve
    })
    waiting.add(pass)
    await within(timeLimit, turn, () => waiting.delete(pass))
  }

  function passTurn(): void {
    const [first] = waiting
    if (first === undefined) {
      taken -= 1
      return
    }
    waiting.delete(first)
    first()
  }

  /** The one that was used last, so that those that are not needed stay idle. */
  function takeIdle(): Connection | undefined {
    const last = [...idle.keys()].at(-1)
    if (last === undefined) return undefined
    clearTimeout(idle.get(last))
    idle.delete(last)
    return last.isOver() ? takeIdle() : last
  }

  function keep(connection: Connection): void {
    const expiry = setTimeout(() => {
      idle.delete(connection)
      connection.close()
    }, idleTimeout)
    idle.set(connection, expiry)
  }

  return {
    async acquire() {
      if (taken < connections) taken += 1
      else await waitForTurn()
      return takeIdle() ?? connect(url)
    },
    release(connection) {
      if (hasEnded) connection.close()
      else if (!connection.isOver()) keep(connection)
      passTurn()
    },
    async end() {
      hasEnded = true
      const closing = [...idle].map(([connection, expiry]) => {
        clearTimeout(expiry)
        return connection.close()
      })
      await Promise.all(closing)
    },
  }
}

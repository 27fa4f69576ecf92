import { connect as open, type Socket } from 'node:net'
import postgres, { type Row, type RowList } from 'postgres'
import { within } from './time-limit.ts'

/** Seconds until a connection that does not come about is given up. */
const connectTimeout = 5

/** Seconds that the last query of a connection gets before it is closed. */
const closeTimeout = 5

/** PostgreSQL's numbers of types (https://www.postgresql.org/docs/17/catalog-pg-type.html). */
const oid = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184 }

/** One connection, opened by its first statement. It never comes back once it is over. */
export type Connection = {
  /** It has answered, so the next statement need not wait for an answer to the one before. */
  isOpen(): boolean
  /** It is closed, or in a state that nobody knows, and takes no other statement. */
  isOver(): boolean
  /**
   * Statements are sent as they come, several in one packet, and answered in that order. Each is a transaction of its own,
   * unless one has been begun.
   *
   * @param timeLimit milliseconds; 0 is no limit. What takes longer is cancelled, and the connection is over.
   * @throws {TypeError | RangeError} for a value that has no text, such as a Date that is none
   * @throws {Problem} if the time is over: a 503
   * @throws what the server or the network says
   */
  execute(text: string, parameters: readonly unknown[], timeLimit: number): Promise<RowList<Row[]>>
  close(): Promise<void>
}

/** What the package calls to get a socket; its types do not know it. */
type WithSocket = { socket(where: { host: string[]; port: number[]; path: string | false }): Socket }

/**
 * A connection to a PostgreSQL. Values come in the forms in which SQLite has them, too: a moment as ISO 8601 in UTC, a date
 * as it is written, a large whole number as a number. An array comes as text: ask for to_json(column).
 *
 * The package's own pool is not used. After its connection was lost, a transaction would go on with a socket that is gone, an
 * exception that nobody can catch, or on the next connection, outside of any transaction; and a write that was pending then
 * blocks that place of the pool (https://github.com/porsager/postgres/issues/1208, 3.4.9).
 *
 * @param url postgres://user:password@host:5432/database; `?search_path=…` and the like are settings of the connection.
 */
export function connect(url: string): Connection {
  let socket: Socket | undefined
  let isOpen = false
  let isOver = false
  let isCancelling = false
  let pending = 0

  const options: postgres.Options<Record<string, postgres.PostgresType>> & WithSocket = {
    max: 1,
    connect_timeout: connectTimeout,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false, // the package lets a connection that is lost meanwhile end the process
    onnotice: () => {}, // else each "already exists, skipping" would go to stdout, among the lines of the log
    onclose: () => {
      isOver = true
    },
    socket: where => {
      if (isCancelling) return socketTo(where)
      if (socket !== undefined) throw connectionClosed()
      socket = socketTo(where)
      return socket
    },
    types: {
      bigint: { to: oid.int8, from: [oid.int8], serialize: String, parse: asSafeInteger },
      date: { to: oid.timestamptz, from: [oid.timestamptz], serialize: asMoment, parse: asMoment },
      text: { to: oid.date, from: [oid.date, oid.timestamp], serialize: String, parse: String },
    },
  }
  const sql = postgres(url, options)

  /** To cancel takes another socket, which is asked for before this returns. What is not under way yet cannot be cancelled. */
  function cancel(query: { cancel(): void; active?: boolean }): void {
    if (!query.active) return
    isCancelling = true
    query.cancel()
    isCancelling = false
  }

  return {
    isOpen: () => isOpen,
    isOver: () => isOver,
    async execute(text, parameters, timeLimit) {
      if (isOver) throw connectionClosed()
      const query = sql.unsafe(text, parameters.map(asParameter) as never[], { prepare: true })
      pending += 1
      try {
        const rows = await within(timeLimit, query, () => cancel(query))
        isOpen = true
        return rows
      } catch (error) {
        isOver ||= !leavesConnection(error)
        throw error
      } finally {
        pending -= 1
        // Those behind a statement that took too long still get their answers.
        if (isOver && pending === 0) socket?.destroy()
      }
    },
    async close() {
      if (isOver) return
      isOver = true
      await sql.end({ timeout: closeTimeout })
    },
  }
}

function socketTo({
  host: [host = ''],
  port: [port = 0],
  path,
}: Parameters<WithSocket['socket']>[0]): Socket {
  // The package wants to know the host for a certificate.
  return Object.assign(path ? open(path) : open(port, host), { host })
}

function connectionClosed(): Error {
  return Object.assign(new Error('The connection to the database was closed.'), { code: 'CONNECTION_CLOSED' })
}

/** Whether it is a refusal by the server, which then waits for the next statement. */
function leavesConnection(error: unknown): boolean {
  return error instanceof postgres.PostgresError && error.severity === 'ERROR'
}

/**
 * A value that the driver need not convert: where it cannot, it gives the error to the statement before, and the answers to
 * the wrong ones.
 */
function asParameter(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString()
  if (value === undefined || typeof value === 'symbol' || typeof value === 'function')
    throw new TypeError(`A value of a query is ${String(value)}`)
  return value
}

function asMoment(value: string | Date): string {
  return new Date(value).toISOString()
}

/** @throws {RangeError} if JavaScript has no such number: better than another one */
function asSafeInteger(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number)) return number
  throw new RangeError(`${text} is over 2^53: cast it to text in the query`)
}

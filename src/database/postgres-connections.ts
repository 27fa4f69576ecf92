import postgres, { type Sql } from 'postgres'

/** Seconds until a connection that does not come about is given up. */
const connectTimeout = 3

/** Seconds after which an idle connection is closed, so that a quiet server holds none. */
const idleTimeout = 30

/** Seconds between two attempts to reach a database that is away: short, as each call that waits makes at most one. */
const pause = 0.2

/** PostgreSQL's numbers of types (https://www.postgresql.org/docs/17/catalog-pg-type.html). */
const oid = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184 }

/**
 * The connections to a PostgreSQL, opened when they are needed. Values come in the forms in which SQLite has them, too: a
 * moment as ISO 8601 in UTC, a date as it is written, a large whole number as a number.
 *
 * @param url postgres://user:password@host:5432/database; `?search_path=…` and the like are settings of the connection.
 */
export function connect(url: string, connections: number): Sql {
  return postgres(url, {
    max: connections,
    connect_timeout: connectTimeout,
    idle_timeout: idleTimeout,
    backoff: () => pause,
    onnotice: () => {}, // else each "already exists, skipping" would go to stdout, among the lines of the log
    types: {
      bigint: { to: oid.int8, from: [oid.int8], serialize: String, parse: asSafeInteger },
      date: { to: oid.timestamptz, from: [oid.timestamptz], serialize: asMoment, parse: asMoment },
      text: { to: oid.date, from: [oid.date, oid.timestamp], serialize: String, parse: String },
    },
  })
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

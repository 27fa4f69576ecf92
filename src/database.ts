/**
 * The database of the service: a file of SQLite, or PostgreSQL where DATABASE_URL says so. Nothing is opened before the first
 * query. What is kept in it: src/tables.ts. What the server is to call, and when, are the three functions at the end.
 */
import { Kysely, sql } from 'kysely'
import { migrate } from './database/migrate.ts'
import { poolSize } from './database/pool-size.ts'
import { postgresDialect } from './database/postgres.ts'
import { sqliteDialect } from './database/sqlite.ts'
import { waitUntilThere } from './database/wait.ts'
import { log } from './http.ts'
import { settings } from './settings.ts'
import { steps, type Tables } from './tables.ts'

const { DATABASE_URL: url, SQLITE_FILE: file, DATABASE_CONNECTIONS: connections } = settings

/** Milliseconds that a statement may take. Those who called have often gone by then, and others wait for its connection. */
const timeLimit = 5000

/** Milliseconds that a worker waits for another to end its write. It does nothing else meanwhile, so: well under --timeout. */
const busyTimeout = 2000

/** The same for what prepares: nobody waits for it, and workers that write all the time leave it little room. */
const patientBusyTimeout = 60_000

/** Where queries begin: `database.selectFrom('notes')`. Values in them go to the database apart from the text of the query. */
export const database = open({
  connections: poolSize(connections, { workers: settings.WEB_CONCURRENCY, replicas: settings.REPLICAS }),
  timeLimit,
  busyTimeout,
})

/** The function of SQL that finds a text in another, and tells case: LIKE does on PostgreSQL, and does not on SQLite. */
export const position = url === undefined ? 'instr' : 'strpos'

type Limits = { connections: number; timeLimit: number; busyTimeout: number }

function open({ connections, timeLimit, busyTimeout }: Limits): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect:
      url === undefined
        ? sqliteDialect({ file, busyTimeout })
        : postgresDialect({ url, connections, timeLimit }),
  })
}

/** Makes the tables, before the server starts its workers and before a reload. A database that is just starting is waited for. */
export async function prepare(): Promise<void> {
  // A step over a large table may take its time.
  const database = open({ connections: 1, timeLimit: 0, busyTimeout: patientBusyTimeout })
  try {
    await waitUntilThere(database)
    const taken = await migrate(database, steps)
    if (taken.length > 0) log.info(`Tables made: ${taken.join(', ')}`)
  } finally {
    await database.destroy()
  }
}

/** @throws if the database cannot be asked now: then a load balancer should ask another server */
export async function ready(): Promise<void> {
  await sql`select 1`.execute(database)
}

/** Ends the connections, which would keep the process. */
export async function close(): Promise<void> {
  await database.destroy()
}

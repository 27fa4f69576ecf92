/**
 * SQLite by Node's own module, for kysely: one connection in each worker to one file, which many processes of a machine may
 * read and write. Kysely's own dialect is made for the package better-sqlite3; this one is it, but for some things that
 * matter where processes share a file (all measured: docs/database.md).
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely'
import { problemOfDatabase } from './errors.ts'
import { prepareFolder } from './folder.ts'

/** Statements that are kept ready. A service has a few dozen texts of them; what is built from a list may be many more. */
const mostStatements = 200

export type FileOptions = {
  /** From the working directory; its folder is made if there is none. */
  file: string
  /** Milliseconds that a statement waits for another process to end its own. All of the process waits with it. */
  busyTimeout: number
}

export function sqliteDialect(options: FileOptions): Dialect {
  return {
    createAdapter: () => new AdapterOfTransactions(),
    createDriver: () => new ImmediateDriver({ database: () => open(options) }),
    createIntrospector: database => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/**
 * A transaction takes the right to write when it begins. One that begins by reading and then wants to write fails at once when
 * another process writes, whatever the timeout.
 */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** A disk that is full has ended the transaction already; the error that says so must not be lost for another one. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch (error) {
      if (!/no transaction is active/.test((error as Error).message)) throw error
    }
  }
}

/** So that kysely's Migrator works in a transaction, which keeps two processes from making the same table. */
class AdapterOfTransactions extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/**
 * @throws {Error} if the file or its folder cannot be used; the message says what to do
 */
async function open({ file, busyTimeout }: FileOptions): Promise<SqliteDatabase> {
  prepareFolder(file)
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(file)
  database.exec(`pragma busy_timeout = ${busyTimeout}`)
  // Readers and a writer do not wait for each other. The mode stays with the file, and to set it wants the file for itself.
  const { journal_mode: mode } = database.prepare('pragma journal_mode').get() as { journal_mode: string }
  if (mode !== 'wal') database.exec('pragma journal_mode = wal')
  // A commit outlives the process at once, and a power failure from the next checkpoint on. FULL would make writers wait
  // for the disk in a row, until some time out.
  database.exec('pragma synchronous = normal')
  return withStatements(database)
}

/** The part of better-sqlite3's interface that kysely uses. */
function withStatements(database: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()

  function prepare(sql: string): SqliteStatement {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = bound(database.prepare(sql), sql)
    if (statements.size >= mostStatements) statements.clear()
    statements.set(sql, statement)
    return statement
  }

  return { prepare: sql => attempt(() => prepare(sql)), close: () => database.close() }
}

function bound(statement: StatementSync, sql: string): SqliteStatement {
  // columns() came with Node 22.16 and 23.11.
  const reader = statement.columns?.().length > 0 || /^\s*(select|with|pragma)\b|\breturning\b/i.test(sql)
  return {
    reader,
    all: parameters => attempt(() => statement.all(...parameters.map(asValue))),
    run: parameters => attempt(() => statement.run(...parameters.map(asValue))),
    iterate: parameters => statement.iterate(...parameters.map(asValue)),
  }
}

/**
 * A value as SQLite keeps it. node:sqlite would take an object in the first place for names and values, so that a Date there is
 * NULL without a word, and what else it refuses is another in each release of Node.
 *
 * @throws {TypeError} if SQLite has nothing for it
 */
function asValue(value: unknown): null | number | bigint | string | Uint8Array {
  if (value === null || ['number', 'bigint', 'string'].includes(typeof value)) return value as null | string
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return value
  throw new TypeError(`SQLite keeps no ${typeof value}: make a text of it, say by JSON.stringify()`)
}

function attempt<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw problemOfDatabase(error)
  }
}

/**
 * Brings the tables to where the code wants them: each step once, in order, however many servers start at the same time.
 *
 * Kysely's own Migrator has other aims. On SQLite two processes at once disturb each other, and it refuses a database with
 * a step that it does not know: that is what the old code meets when a release is taken back.
 */
import { type ColumnDataType, type CreateTableBuilder, type Kysely, PostgresAdapter, sql } from 'kysely'

/** What to do to the database, by names that say what for; in the order in which they stand. */
export type Steps = Record<string, (database: Kysely<unknown>) => Promise<void>>

/** The names of the steps that were taken. */
type Book = { migration_steps: { name: string; taken: string } }

/** A number that other programs in the same PostgreSQL are unlikely to lock. */
const lock = 7_305_021_968

/**
 * Takes the steps that are missing, all of them or none. Who comes second waits, and finds nothing left to do. Steps of
 * newer code stay as they are.
 *
 * @returns the names of those that were taken
 * @throws what a step throws: nothing has changed then
 */
export async function migrate<Tables>(database: Kysely<Tables>, steps: Steps): Promise<string[]> {
  return database.transaction().execute(async begun => {
    const transaction = begun as unknown as Kysely<unknown>
    // On SQLite to begin is to lock.
    if (isPostgres(transaction))
      await sql`select pg_advisory_xact_lock(${sql.lit(lock)})`.execute(transaction)
    const book = transaction as unknown as Kysely<Book>
    await book.schema
      .createTable('migration_steps')
      .ifNotExists()
      .addColumn('name', 'text', column => column.primaryKey())
      .addColumn('taken', momentIn(transaction), column => column.notNull())
      .execute()
    const taken = new Set(
      (await book.selectFrom('migration_steps').select('name').execute()).map(({ name }) => name),
    )
    const missing = Object.keys(steps).filter(name => !taken.has(name))
    for (const name of missing) {
      await steps[name]?.(transaction)
      await book.insertInto('migration_steps').values({ name, taken: new Date().toISOString() }).execute()
    }
    return missing
  })
}

function isPostgres(database: Kysely<unknown>): boolean {
  return database.getExecutor().adapter instanceof PostgresAdapter
}

/** The type of a column that holds a moment. Queries give and take it as ISO 8601 in UTC, which sorts as time does. */
export function momentIn(database: Kysely<unknown>): ColumnDataType {
  return isPostgres(database) ? 'timestamptz' : 'text'
}

/** Adds a column `id` that the database counts itself, and that it never gives out twice. */
export function withId(database: Kysely<unknown>) {
  return <Name extends string>(table: CreateTableBuilder<Name>) =>
    isPostgres(database)
      ? table.addColumn('id', 'bigint', column => column.primaryKey().generatedAlwaysAsIdentity())
      : table.addColumn('id', 'integer', column => column.primaryKey().autoIncrement())
}

import type { TestContext } from 'node:test'
import { Kysely } from 'kysely'
import { postgresDialect } from '../../../src/database/postgres.ts'
import { sqliteDialect } from '../../../src/database/sqlite.ts'
import { type NewDatabase, newDatabase } from '../new-database.ts'

// biome-ignore lint/suspicious/noExplicitAny: each test makes tables of its own
export type AnyTables = any
export type Place = { [name: string]: string | undefined }

/** A database as the service opens it. */
export function open({ SQLITE_FILE = '', DATABASE_URL: url }: Place): Kysely<AnyTables> {
  const dialect = url
    ? postgresDialect({ url, connections: 3, timeLimit: 5000 })
    : sqliteDialect({ file: SQLITE_FILE, busyTimeout: 2000 })
  return new Kysely({ dialect })
}

/** A database without tables that lasts as long as the test. */
export async function openNew(t: TestContext, { environment, create, remove }: NewDatabase = newDatabase()) {
  await create()
  const database = open(environment)
  t.after(async () => {
    await database.destroy()
    await remove()
  })
  return { database, environment }
}

/** Rows as objects of JavaScript: those of node:sqlite have no prototype, and are not deeply equal to any that have. */
export function plain(rows: object[]): object[] {
  return rows.map(row => ({ ...row }))
}

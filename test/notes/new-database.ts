/** Databases that are there for a test alone, and when a test has none. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'

/** PostgreSQL's, where the tests are to run on it, as it was before a test file got a schema of its own. */
const server = process.env.DATABASE_URL || undefined
const hasSqlite = isBuiltin('node:sqlite')
const noSqlite = `Node ${process.versions.node} has no SQLite`

type Condition = { skip: false | string }

/** For tests of what both databases do. */
export const withDatabase: Condition = {
  skip: server === undefined && !hasSqlite && `${noSqlite}, and DATABASE_URL is not set`,
}
/** For tests of SQLite alone. */
export const withSqlite: Condition = { skip: !hasSqlite && noSqlite }
/** For tests of PostgreSQL alone: they make their schemas there, and drop them. */
export const withPostgres: Condition = { skip: server === undefined && 'DATABASE_URL names no PostgreSQL' }
/** For tests of how both work together. */
export const withBoth: Condition = { skip: withSqlite.skip || withPostgres.skip }

export type NewDatabase = {
  /** What tells the service where it is. */
  environment: { SQLITE_FILE: string; DATABASE_URL: string }
  create(): Promise<void>
  remove(): Promise<void>
}

/** A database without tables, of the kind on which the tests run. It is only named until it is created. */
export function newDatabase(): NewDatabase {
  return server === undefined ? newSqlite() : newPostgres()
}

export function newSqlite(): NewDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'))
  return {
    environment: { SQLITE_FILE: join(folder, 'app.db'), DATABASE_URL: '' },
    create: async () => {},
    remove: async () => rmSync(folder, { recursive: true }),
  }
}

/** @throws {TypeError} if DATABASE_URL is not set */
export function newPostgres(): NewDatabase {
  const url = new URL(server ?? '')
  const schema = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  url.searchParams.set('search_path', schema)
  return {
    environment: { SQLITE_FILE: '', DATABASE_URL: url.href },
    create: () => run(`create schema ${schema}`),
    remove: () => run(`drop schema ${schema} cascade`),
  }
}

async function run(statement: string): Promise<void> {
  const sql = postgres(server ?? '', { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}

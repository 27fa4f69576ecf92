import { existsSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import type { DatabaseSync } from 'node:sqlite'

/** Milliseconds that a reader waits where it has to: while the file is put in order after a crash. */
const busyTimeout = 10_000

/**
 * Opens a file of SQLite for reading alone, while others may write it. It is closed by whoever asked.
 *
 * @throws {Error} if there is none, or a Node without SQLite: with what to do
 */
export async function openForReading(file: string): Promise<DatabaseSync> {
  if (!isBuiltin('node:sqlite'))
    throw new Error(`Node ${process.versions.node} has no SQLite: take Node 22.13 or later.`)
  if (!existsSync(file))
    throw new Error(`There is no database at ${file}: SQLITE_FILE says where the service keeps it.`)
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(file, { readOnly: true })
  database.exec(`pragma busy_timeout = ${busyTimeout}`)
  return database
}

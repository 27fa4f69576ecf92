/**
 * The tables: their columns, as queries see them, and the steps by which they came to be. A step that has been run anywhere
 * never changes again; the next change is another step below it. They are the same for SQLite and PostgreSQL. How to change
 * a column while old and new code run beside each other: docs/database.md.
 */
import type { Generated } from 'kysely'
import { momentIn, type Steps, withId } from './database/migrate.ts'

export type Tables = {
  notes: {
    id: Generated<number>
    title: string
    text: string
    /** When it was written: ISO 8601, in UTC. */
    created: string
  }
  /** What a POST under an Idempotency-Key was answered, so that the same key gets the same answer. */
  idempotency_keys: {
    key: string
    /** A digest of the request: the same key with another request is a mistake. */
    request: string
    /** The answer, as JSON. */
    answer: string
    created: string
  }
}

export const steps: Steps = {
  async 'notes and their keys'(database) {
    await database.schema
      .createTable('notes')
      .$call(withId(database))
      .addColumn('title', 'text', column => column.notNull().unique())
      .addColumn('text', 'text', column => column.notNull())
      .addColumn('created', momentIn(database), column => column.notNull())
      .execute()
    await database.schema
      .createTable('idempotency_keys')
      .addColumn('key', 'text', column => column.primaryKey())
      .addColumn('request', 'text', column => column.notNull())
      .addColumn('answer', 'text', column => column.notNull())
      .addColumn('created', momentIn(database), column => column.notNull())
      .execute()
    await database.schema
      .createIndex('idempotency_keys_created')
      .on('idempotency_keys')
      .column('created')
      .execute()
  },
}

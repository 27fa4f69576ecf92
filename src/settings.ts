import { z } from 'zod'
import { readSettings } from './http.ts'

const count = z.coerce.number('a whole number').int('a whole number').min(1, 'a whole number from 1 on')

/**
 * What the environment says, read once at start-up; a secret may lie in a file (DATABASE_URL_FILE). What is wrong ends the
 * start, and says which variable. All of them: docs/database.md.
 */
export const settings = readSettings(
  z.object({
    /** PostgreSQL: postgres://user:password@host:5432/database. A file of SQLite unless set. */
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'postgres://user:password@host:5432/database' })
      .optional(),
    /** Where SQLite keeps its data, from the working directory. */
    SQLITE_FILE: z.string().default('data/app.db'),
    /** Connections that all replicas together may hold: PostgreSQL has 100 by default, and keeps 3 for its operator. */
    DATABASE_CONNECTIONS: count.default(80),
    /** Servers that share the database. */
    REPLICAS: count.default(1),
    /** Worker processes of this server, as the server tells each of them. */
    WEB_CONCURRENCY: count.default(1),
  }),
)

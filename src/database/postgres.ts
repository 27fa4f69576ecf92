/** PostgreSQL by the package postgres, for kysely. A connection that is lost fails the calls that use it, and no other. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import { problemOfDatabase } from './errors.ts'
import type { Connection } from './postgres-connection.ts'
import { createPool, type Pool, type PoolOptions } from './postgres-pool.ts'

export function postgresDialect(options: PoolOptions): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(options),
    createIntrospector: database => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

/** What kysely takes for a connection, which it is within a transaction: a statement by itself goes where there is room. */
class Place implements DatabaseConnection {
  readonly #pool: Pool
  readonly #timeLimit: number
  connection: Connection | undefined

  constructor(pool: Pool, timeLimit: number) {
    this.#pool = pool
    this.#timeLimit = timeLimit
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const rows = await (this.connection?.execute(sql, parameters, this.#timeLimit) ??
        this.#pool.execute(sql, parameters))
      return { rows: rows as Iterable<unknown> as Row[], numAffectedRows: BigInt(rows.count ?? 0) }
    } catch (error) {
      throw problemOfDatabase(error)
    }
  }

  // biome-ignore lint/correctness/useYield: kysely's interface wants a generator
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error(
      'Read a long list page by page: a stream would hold a connection for as long as its reader takes.',
    )
  }
}

function createDriver(options: PoolOptions): Driver {
  const pool = createPool(options)
  const run = (place: DatabaseConnection, sql: string) => place.executeQuery(CompiledQuery.raw(sql))

  return {
    async init() {},
    async acquireConnection() {
      return new Place(pool, options.timeLimit)
    },
    async beginTransaction(place, { isolationLevel }) {
      ;(place as Place).connection = await pool.reserve()
      await run(place, isolationLevel ? `begin isolation level ${isolationLevel}` : 'begin')
    },
    async commitTransaction(place) {
      await run(place, 'commit')
    },
    async rollbackTransaction(place) {
      // Without its connection a transaction is undone already, and the error that it was lost with must not be lost, too.
      if (!(place as Place).connection?.isOver()) await run(place, 'rollback')
    },
    async releaseConnection(place) {
      const { connection } = place as Place
      if (connection) pool.release(connection)
    },
    async destroy() {
      await pool.end()
    },
  }
}

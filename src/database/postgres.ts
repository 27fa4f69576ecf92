/**
 * PostgreSQL by the package postgres, for kysely. Its pool outlives a restart of the database. What is added here: statements
 * that are prepared once, and a limit to how many calls wait and for how long.
 */
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
import type { ReservedSql, Sql } from 'postgres'
import { problemOfDatabase, tooBusy } from './errors.ts'
import { connect } from './postgres-connections.ts'
import { within } from './time-limit.ts'

/** Calls that may wait for each connection. More of them would only make all wait for longer. */
const waitingForEach = 20

export type PoolOptions = {
  url: string
  /** At most so many at a time; none is held while nobody asks. */
  connections: number
  /** Milliseconds that a statement may take, the wait for a connection included; 0 is no limit. */
  timeLimit: number
}

export function postgresDialect(options: PoolOptions): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createPool(options),
    createIntrospector: database => new PostgresIntrospector(database),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

/** What kysely takes for a connection. Only a transaction needs one for itself: other queries go to whichever is free. */
class Place implements DatabaseConnection {
  reserved: ReservedSql | undefined
  readonly #pool: Sql
  readonly #timeLimit: number

  constructor(pool: Sql, timeLimit: number) {
    this.#pool = pool
    this.#timeLimit = timeLimit
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const query = (this.reserved ?? this.#pool).unsafe(sql, parameters as never[], { prepare: true })
    try {
      const rows = await within(this.#timeLimit, query, () => query.cancel())
      return { rows: rows as Iterable<unknown> as Row[], numAffectedRows: BigInt(rows.count ?? 0) }
    } catch (error) {
      throw problemOfDatabase(error)
    }
  }

  async reserve(): Promise<void> {
    const reserving = this.#pool.reserve()
    const release = () => reserving.then(late => late.release())
    try {
      this.reserved = await within(this.#timeLimit, reserving, release)
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

function createPool({ url, connections, timeLimit }: PoolOptions): Driver {
  const pool = connect(url, connections)
  const most = connections * (1 + waitingForEach)
  let taken = 0
  const run = (place: DatabaseConnection, sql: string) => place.executeQuery(CompiledQuery.raw(sql))

  return {
    async init() {},
    async acquireConnection() {
      if (taken >= most) throw tooBusy()
      taken += 1
      return new Place(pool, timeLimit)
    },
    async beginTransaction(place, { isolationLevel }) {
      await (place as Place).reserve()
      await run(place, isolationLevel ? `begin isolation level ${isolationLevel}` : 'begin')
    },
    async commitTransaction(place) {
      await run(place, 'commit')
    },
    async rollbackTransaction(place) {
      await run(place, 'rollback')
    },
    async releaseConnection(place) {
      taken -= 1
      ;(place as Place).reserved?.release()
    },
    async destroy() {
      await pool.end({ timeout: 5 })
    },
  }
}

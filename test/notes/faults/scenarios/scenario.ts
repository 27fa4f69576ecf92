import { build } from '../../../cluster/build.ts'
import { get } from '../../../cluster/faults/load.ts'
import { launch, type Server } from '../../../cluster/server.ts'
import { until } from '../../../cluster/wait.ts'
import { compare, type Row } from '../compare.ts'
import { type Database, type DatabaseName, startDatabase } from '../databases.ts'
import type { Record } from '../writers.ts'

export type Result = {
  /** What was counted, in one line. */
  readonly figure: string
  /** Each part of the criterion that was not met; empty when it passed. */
  readonly misses: readonly string[]
}

/** One fault done to the notes under traffic: the tests run it, and docs/faults.md shows what it counted. */
export type Scenario = {
  readonly name: string
  readonly criterion: string
  /** Those that it can be done to. */
  readonly databases: readonly DatabaseName[]
  run(database: DatabaseName): Promise<Result>
}

export const both: readonly DatabaseName[] = ['SQLite', 'PostgreSQL']

/** Seconds for what takes one or two on a quiet machine. */
export const patience = 300

/** A busy machine must not be what refuses or ends something. */
export const flags = ['--boot-timeout', '300', '--max-loop-delay', '0', '--no-access-log']

/** The compiled service, as `npm start` serves it. */
export const service = `${build()}/src/main.js:app`

/** Runs a scenario's body on a server of four workers with a database of its own; both are gone afterwards. */
export async function withService(
  name: DatabaseName,
  body: (server: Server, database: Database) => Promise<Result>,
  ownFlags = flags,
): Promise<Result> {
  const database = await startDatabase(name)
  return withDatabase(database, body, ownFlags)
}

/** The same with a database that is there already, and is removed afterwards. */
export async function withDatabase<Kind extends Database>(
  database: Kind,
  body: (server: Server, database: Kind) => Promise<Result>,
  ownFlags = flags,
): Promise<Result> {
  try {
    const server = await launch({ app: service, env: database.env, flags: ownFlags })
    try {
      await until('4 workers', () => isComplete(server), patience)
      return await body(server, database)
    } finally {
      await server.stop()
    }
  } finally {
    await database.remove()
  }
}

/** Whether it is ready, with all of its workers and none of those. */
export async function isComplete(server: Server, without: readonly number[] = []): Promise<boolean> {
  const ready = await get({ port: server.adminPort, path: '/ready' })
  if (ready.outcome !== 'ok') return false
  const pids = await server.workers()
  return pids.length === 4 && !pids.some(pid => without.includes(pid))
}

/** What is wrong with what the database holds after the writers have stopped. */
export async function faultsIn(record: Record, database: Pick<Database, 'query'>): Promise<string[]> {
  const rows = await database.query<Row>('select id, title, text from notes')
  // A key and its note are written together: one without the other is half of a write.
  const [half] = await database.query<{ count: number }>(
    `select count(*) as count from idempotency_keys
     where answer = '' or not exists (select 1 from notes where idempotency_keys.key = 'notes ' || notes.text)`,
  )
  return [
    ...compare(record, rows),
    ...missed([[half?.count !== 0, `${half?.count} keys without their note`]]),
  ]
}

/** The sentences whose condition holds. */
export function missed(parts: readonly [broken: boolean, sentence: string][]): string[] {
  return parts.filter(([broken]) => broken).map(([, sentence]) => sentence)
}

/** For the faults in which writers ask again: each of them must have got an answer by the time that they stop. */
export function unanswered({ writes }: Record): [broken: boolean, sentence: string] {
  return [writes.some(({ status }) => status === undefined), 'writers got no answer in the end']
}

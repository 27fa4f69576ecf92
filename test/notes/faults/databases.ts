/** The two databases, as the faults are done to them and as they are read afterwards: not through the API. */
import { mkdtempSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, until } from '../../cluster/wait.ts'
import { docker, succeed } from '../../containers/docker.ts'

export type DatabaseName = 'SQLite' | 'PostgreSQL'

export type Database = {
  /** What the environment of the server says. */
  readonly env: NodeJS.ProcessEnv
  query<Row>(sql: string): Promise<Row[]>
  remove(): Promise<void>
}

/** Why a database cannot be tested here; undefined if it can. */
export function lackOf(name: DatabaseName): string | undefined {
  if (name === 'PostgreSQL' || isBuiltin('node:sqlite')) return undefined
  return `Node ${process.versions.node} has no SQLite: it takes 22.13 or later`
}

export function startDatabase(name: DatabaseName): Promise<Database> {
  return name === 'SQLite' ? startSqlite() : startPostgres()
}

async function startSqlite(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-sqlite-'))
  const file = join(folder, 'app.db')
  return {
    env: { SQLITE_FILE: file, DATABASE_URL: '' },
    async query<Row>(sql: string) {
      const { DatabaseSync } = await import('node:sqlite')
      const database = new DatabaseSync(file)
      try {
        return database.prepare(sql).all() as Row[]
      } finally {
        database.close()
      }
    },
    remove: async () => rmSync(folder, { recursive: true }),
  }
}

export type Postgres = Database & {
  readonly container: string
  readonly url: string
  /** Resolves once it answers again. */
  start(): Promise<void>
}

type Setup = {
  /** A network to be `db` in, beside the port on 127.0.0.1. */
  readonly network?: string
  /** PostgreSQL's own settings, such as max_connections. */
  readonly settings?: Record<string, string | number>
}

let started = 0

/** A PostgreSQL in a container of its own, on a free port of 127.0.0.1. */
export async function startPostgres({ network, settings = {} }: Setup = {}): Promise<Postgres> {
  started += 1
  const container = `test-faults-postgres-${process.pid}-${started}`
  const port = await freePort()
  const url = `postgres://postgres:secret@127.0.0.1:${port}/postgres`
  await succeed([
    ...['run', '--detach', '--name', container, '--publish', `127.0.0.1:${port}:5432`],
    ...['--env', 'POSTGRES_PASSWORD=secret'],
    ...(network ? ['--network', network, '--network-alias', 'db'] : []),
    ...['postgres:17-trixie', 'postgres'],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  // Over TCP, as the one that first makes the database listens on a socket of its own alone.
  const ask = (sql: string) =>
    docker([
      'exec',
      '--env',
      'PGPASSWORD=secret',
      container,
      'psql',
      '-qAtX',
      '-v',
      'ON_ERROR_STOP=1',
      '-h',
      '127.0.0.1',
      '-U',
      'postgres',
      '-c',
      sql,
    ])
  const answers = () => until('PostgreSQL that answers', async () => (await ask('select 1')).code === 0, 300)
  const remove = async () => {
    await succeed(['rm', '--force', '--volumes', container])
  }
  await answers().catch(async error => {
    await remove()
    throw error
  })
  return {
    container,
    url,
    env: { DATABASE_URL: url },
    async query<Row>(sql: string) {
      const { code, stdout, stderr } = await ask(
        `select coalesce(json_agg(found), '[]') from (${sql}) as found`,
      )
      if (code !== 0) throw new Error(stderr)
      return JSON.parse(stdout) as Row[]
    },
    async start() {
      await succeed(['start', container])
      await answers()
    },
    remove,
  }
}

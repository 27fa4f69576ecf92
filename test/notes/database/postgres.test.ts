import '../../http/quiet.ts'
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Kysely, sql } from 'kysely'
import { postgresDialect } from '../../../src/database/postgres.ts'
import { until } from '../../cluster/wait.ts'
import { newPostgres, withPostgres } from '../new-database.ts'
import { type AnyTables, openNew, plain } from './open.ts'

const openPostgres = (t: TestContext) => openNew(t, newPostgres())

function openWith(t: TestContext, url: string, limits: { connections: number; timeLimit: number }) {
  const database = new Kysely<AnyTables>({ dialect: postgresDialect({ url, ...limits }) })
  t.after(() => database.destroy())
  return database
}

/** How many statements with this mark are under way in the server. */
async function running(database: Kysely<AnyTables>, mark: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from pg_stat_activity
    where state = 'active' and pid <> pg_backend_pid() and query like ${`%${mark}%`}`.execute(database)
  return Number(rows[0]?.count)
}

const sleep = (mark: string) => sql.raw(`select pg_sleep(600) as "${mark}"`)

test('moments, dates and large numbers come in the forms in which SQLite has them', withPostgres, async t => {
  const { database } = await openPostgres(t)
  const { rows } = await sql<object>`select '2026-03-09 12:00:00.25+01'::timestamptz as moment,
    '2026-03-09'::date as day, 9007199254740991::bigint as large, true as yes, null as nothing`.execute(
    database,
  )
  assert.deepEqual(plain([...rows]), [
    { moment: '2026-03-09T11:00:00.250Z', day: '2026-03-09', large: 2 ** 53 - 1, yes: true, nothing: null },
  ])
})

test('a number over 2^53 is an error and not another number', withPostgres, async t => {
  const { database } = await openPostgres(t)
  await assert.rejects(sql`select 9007199254740992::bigint`.execute(database), {
    name: 'RangeError',
    message: /cast it to text/,
  })
  const { rows } = await sql<{ x: number }>`select 1 as x`.execute(database)
  assert.equal(rows[0]?.x, 1)
})

test('a statement over the time limit gets a 503, and is ended in the server', withPostgres, async t => {
  const { database, environment } = await openPostgres(t)
  const limited = openWith(t, environment.DATABASE_URL, { connections: 1, timeLimit: 500 })
  await assert.rejects(sleep(`limit_${process.pid}`).execute(limited), { status: 503 })
  await until('its end', async () => (await running(database, `limit_${process.pid}`)) === 0)
})

test('of calls that wait for a connection only so many may, and the next gets its 503', {
  ...withPostgres,
  timeout: 120_000,
}, async t => {
  const { database, environment } = await openPostgres(t)
  const mark = `many_${process.pid}`
  const small = openWith(t, environment.DATABASE_URL, { connections: 1, timeLimit: 0 })
  const calls = Array.from({ length: 21 }, () =>
    sleep(mark)
      .execute(small)
      .catch(() => 'ended'),
  )
  await until('the first of them', async () => (await running(database, mark)) === 1)
  await assert.rejects(sql`select 1`.execute(small), { status: 503 })
  let isOver = false
  const all = Promise.all(calls).then(() => {
    isOver = true
  })
  const cancel = sql`select pg_cancel_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()
    and query like ${`%${mark}%`}`
  await until('the end of all', async () => {
    await cancel.execute(database)
    return isOver
  })
  await all
  await sql`select 1`.execute(small)
})

test('a transaction that throws changes nothing, and gives its connection back', withPostgres, async t => {
  const { database } = await openPostgres(t)
  await database.schema.createTable('things').addColumn('name', 'text').execute()
  for (let round = 0; round < 5; round++) {
    const attempt = database.transaction().execute(async transaction => {
      await transaction.insertInto('things').values({ name: 'x' }).execute()
      throw new Error('changed my mind')
    })
    await assert.rejects(attempt, /^Error: changed my mind$/)
  }
  assert.equal((await database.selectFrom('things').selectAll().execute()).length, 0)
})

test('when the server ends a connection, the next call gets another', withPostgres, async t => {
  const { database, environment } = await openPostgres(t)
  const other = openWith(t, environment.DATABASE_URL, { connections: 1, timeLimit: 5000 })
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(other)
  await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database)
  await until('an answer', () => sql`select 1`.execute(other).catch(() => undefined))
})

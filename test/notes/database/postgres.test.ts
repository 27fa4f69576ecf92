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

test(
  'statements share a connection that has answered, each a transaction of its own',
  withPostgres,
  async t => {
    const { environment } = await openPostgres(t)
    const one = openWith(t, environment.DATABASE_URL, { connections: 1, timeLimit: 0 })
    const pidOf = () => sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(one)
    const first = await pidOf()
    const answers = await Promise.allSettled([pidOf(), sql`select 1 / ${0}::int`.execute(one), pidOf()])
    const rows = answers.map(answer =>
      answer.status === 'fulfilled' ? plain(answer.value.rows as object[]) : [],
    )
    assert.deepEqual(rows, [plain(first.rows), [], plain(first.rows)])
  },
)

test('no statement comes into the transaction of somebody else', withPostgres, async t => {
  const { database, environment } = await openPostgres(t)
  await database.schema.createTable('things').addColumn('name', 'text').execute()
  const one = openWith(t, environment.DATABASE_URL, { connections: 1, timeLimit: 0 })
  const add = (name: string, in_ = one) => in_.insertInto('things').values({ name }).execute()
  await sql`select 1`.execute(one)
  const before = add('before')
  const transaction = one.transaction().execute(async inside => {
    await add('inside', inside)
    throw new Error('changed my mind')
  })
  const behind = add('behind')
  await assert.rejects(transaction, /changed my mind/)
  await Promise.all([before, behind])
  const things = await database.selectFrom('things').select('name').orderBy('name').execute()
  assert.deepEqual(
    things.map(({ name }) => name),
    ['before', 'behind'],
  )
})

test('a transaction gets its turn, however many statements come', withPostgres, async t => {
  const { environment } = await openPostgres(t)
  const one = openWith(t, environment.DATABASE_URL, { connections: 1, timeLimit: 0 })
  let isOver = false
  const statements = Array.from({ length: 4 }, async () => {
    while (!isOver) await sql`select 1`.execute(one)
  })
  await until('statements all the time', () => sql`select 1`.execute(one))
  await one.transaction().execute(inside => sql`select 1`.execute(inside))
  isOver = true
  await Promise.all(statements)
})

test('what waits behind a statement that takes too long still gets its answer', withPostgres, async t => {
  const { environment } = await openPostgres(t)
  const one = openWith(t, environment.DATABASE_URL, { connections: 1, timeLimit: 3000 })
  await sql`select 1`.execute(one)
  const slow = assert.rejects(sql.raw(`select pg_sleep(600)`).execute(one), { status: 503 })
  await new Promise(resolve => setTimeout(resolve, 1000))
  const behind = sql<{ x: number }>`select 7 as x`.execute(one)
  await slow
  assert.equal((await behind).rows[0]?.x, 7)
  await sql`select 1`.execute(one)
})

test('a value that has no text fails its own statement, and none before it', withPostgres, async t => {
  const { environment } = await openPostgres(t)
  const one = openWith(t, environment.DATABASE_URL, { connections: 1, timeLimit: 0 })
  const ask = (value: unknown) => sql<{ x: string }>`select ${value}::text as x`.execute(one)
  await ask('first')
  const answers = await Promise.allSettled(
    ['before', new Date(Number.NaN), undefined, Symbol('x'), 'behind'].map(ask),
  )
  assert.deepEqual(
    answers.map(answer =>
      answer.status === 'fulfilled' ? answer.value.rows[0]?.x : answer.reason.constructor.name,
    ),
    ['before', 'RangeError', 'TypeError', 'TypeError', 'behind'],
  )
})

/** The server's process of each connection that a statement was executed on, for statements sent in the same turn. */
async function processes(database: Kysely<AnyTables>, ...statements: string[]): Promise<number[]> {
  const results = await Promise.all(
    statements.map(text => sql<{ pid: number }>`${sql.raw(text)}`.execute(database)),
  )
  return results.map(({ rows: [row] }) => row?.pid as number)
}

const quick = 'select pg_backend_pid() as pid'
const slow = 'select pg_backend_pid() as pid, pg_sleep(0.1)'

test('statements of one turn that have been quick so far go out on one connection', withPostgres, async t => {
  const { environment } = await openPostgres(t)
  const pool = openWith(t, environment.DATABASE_URL, { connections: 4, timeLimit: 30_000 })
  assert.equal(new Set(await processes(pool, quick, quick, quick)).size, 3)
  // Opening a connection was of the time of the first ones.
  await processes(pool, quick)
  assert.equal(new Set(await processes(pool, quick, quick, quick)).size, 1)
})

test('one that was slow the last time has a connection to itself', withPostgres, async t => {
  const { environment } = await openPostgres(t)
  const pool = openWith(t, environment.DATABASE_URL, { connections: 4, timeLimit: 30_000 })
  await processes(pool, quick, slow)
  await processes(pool, quick)
  const [first, ofSlow, ...others] = await processes(pool, quick, slow, quick, quick)
  assert.deepEqual(others, [first, first])
  assert.notEqual(ofSlow, first)
})

test(
  'and a slow one that is under way gets no quick one behind it, as long as there are others',
  withPostgres,
  async t => {
    const { environment } = await openPostgres(t)
    const pool = openWith(t, environment.DATABASE_URL, { connections: 2, timeLimit: 30_000 })
    await processes(pool, quick, slow)
    await processes(pool, quick)
    const slowOne = processes(pool, slow)
    const quickOnes = await processes(pool, quick, quick, quick, quick)
    const [ofSlow] = await slowOne
    assert.ok(!quickOnes.includes(ofSlow as number))
  },
)

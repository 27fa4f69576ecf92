import '../../http/quiet.ts'
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { newSqlite, withSqlite } from '../new-database.ts'
import { type AnyTables, open, openNew, plain } from './open.ts'
import { race } from './race.ts'

const openSqlite = (t: TestContext) => openNew(t, newSqlite())

/** What the database makes of a value. */
async function kept(database: Kysely<AnyTables>, value: unknown): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select ${value} as value`.execute(database)
  return rows[0]?.value
}

async function pragma(database: Kysely<AnyTables>, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(database)
  return Object.values(rows[0] ?? {})[0]
}

test('a Date is kept as ISO 8601 in UTC, in the first place, too', withSqlite, async t => {
  const { database } = await openSqlite(t)
  assert.equal(await kept(database, new Date(0)), '1970-01-01T00:00:00.000Z')
})

test('a boolean is kept as 1 or 0', withSqlite, async t => {
  const { database } = await openSqlite(t)
  assert.deepEqual([await kept(database, true), await kept(database, false)], [1, 0])
})

test('null, texts, numbers and bytes are kept as they are', withSqlite, async t => {
  const { database } = await openSqlite(t)
  for (const value of [null, '', 'é😀', 0, -1.5, 2 ** 53 - 1])
    assert.equal(await kept(database, value), value)
  assert.deepEqual(await kept(database, Uint8Array.of(0, 255)), Uint8Array.of(0, 255))
  assert.equal(await kept(database, 5n), 5)
})

for (const [name, value] of Object.entries({ undefined, object: { a: 1 }, list: [1], symbol: Symbol('x') })) {
  test(`of a value that SQLite has not, ${name}, it is said what to do`, withSqlite, async t => {
    const { database } = await openSqlite(t)
    await assert.rejects(kept(database, value), {
      name: 'TypeError',
      message: /^SQLite keeps no \w+: make a text of it, say by JSON\.stringify\(\)$/,
    })
  })
}

test('a whole number over 2^53 is an error and not another number', withSqlite, async t => {
  const { database } = await openSqlite(t)
  await assert.rejects(kept(database, 2n ** 53n), { code: 'ERR_OUT_OF_RANGE' })
  assert.equal(await kept(database, sql`cast(${2n ** 53n} as text)`), '9007199254740992')
})

test(
  'readers and a writer do not wait for each other, and a writer waits for another',
  withSqlite,
  async t => {
    const { database } = await openSqlite(t)
    const settings = await Promise.all(['journal_mode', 'busy_timeout'].map(name => pragma(database, name)))
    assert.deepEqual(settings, ['wal', 2000])
  },
)

test('a commit does not wait for the disk (synchronous is NORMAL, which is 1)', withSqlite, async t => {
  const { database } = await openSqlite(t)
  assert.equal(await pragma(database, 'synchronous'), 1)
})

test('foreign keys are held', withSqlite, async t => {
  const { database } = await openSqlite(t)
  assert.equal(await pragma(database, 'foreign_keys'), 1)
})

test(
  'processes that read and then write in a transaction wait for each other, and none fails',
  withSqlite,
  async t => {
    const { database, environment } = await openSqlite(t)
    await database.schema.createTable('counter').addColumn('number', 'integer').execute()
    await database.insertInto('counter').values({ number: 0 }).execute()
    await race('counting.ts', environment, 3)
    assert.deepEqual(plain(await database.selectFrom('counter').selectAll().execute()), [{ number: 150 }])
  },
)

test('a transaction that throws changes nothing', withSqlite, async t => {
  const { database } = await openSqlite(t)
  await database.schema.createTable('things').addColumn('name', 'text').execute()
  const attempt = database.transaction().execute(async transaction => {
    await transaction.insertInto('things').values({ name: 'x' }).execute()
    throw new Error('changed my mind')
  })
  await assert.rejects(attempt, /^Error: changed my mind$/)
  assert.deepEqual(await database.selectFrom('things').selectAll().execute(), [])
})

test(
  'an error that has ended the transaction is not lost for the one of its rollback',
  withSqlite,
  async t => {
    const { database } = await openSqlite(t)
    const attempt = database.transaction().execute(async transaction => {
      await sql`rollback`.execute(transaction)
      throw new Error('the first one')
    })
    await assert.rejects(attempt, /^Error: the first one$/)
    assert.equal(await kept(database, 1), 1)
  },
)

test('a full disk is a 507, and what was kept before is still there', withSqlite, async t => {
  const { database } = await openSqlite(t)
  await database.schema.createTable('things').addColumn('name', 'text').execute()
  await database.insertInto('things').values({ name: 'before' }).execute()
  await pragma(database, `max_page_count = ${await pragma(database, 'page_count')}`)
  const attempt = database.transaction().execute(async transaction => {
    await transaction
      .insertInto('things')
      .values({ name: 'y'.repeat(100_000) })
      .execute()
  })
  await assert.rejects(attempt, { status: 507 })
  assert.deepEqual(plain(await database.selectFrom('things').selectAll().execute()), [{ name: 'before' }])
})

test('a writer that another one keeps waiting for too long gets a 503', withSqlite, async t => {
  const { database, environment } = await openSqlite(t)
  const other = open(environment)
  t.after(() => other.destroy())
  await sql`pragma busy_timeout = 1`.execute(other)
  await database.transaction().execute(async () => {
    const attempt = other.transaction().execute(async () => {})
    await assert.rejects(attempt, { status: 503, headers: { 'Retry-After': '1' } })
  })
  await other.transaction().execute(async () => {})
})

test('what was changed is counted, and RETURNING gives rows', withSqlite, async t => {
  const { database } = await openSqlite(t)
  await database.schema.createTable('things').addColumn('name', 'text').execute()
  const rows = [{ name: 'a' }, { name: 'b' }]
  assert.deepEqual(plain(await database.insertInto('things').values(rows).returningAll().execute()), rows)
  const { numDeletedRows } = await database.deleteFrom('things').executeTakeFirst()
  assert.equal(numDeletedRows, 2n)
})

test('queries of more texts than are kept ready work, and the first of them again', withSqlite, async t => {
  const { database } = await openSqlite(t)
  for (const number of [...Array(250).keys(), 0]) {
    const { rows } = await sql<{ x: number }>`select ${sql.raw(`${number}`)} as x`.execute(database)
    assert.equal(rows[0]?.x, number)
  }
})

test('once closed, all is in the one file', withSqlite, async t => {
  const { environment, remove } = newSqlite()
  t.after(remove)
  const database = open(environment)
  await database.schema.createTable('things').addColumn('name', 'text').execute()
  assert.ok(existsSync(`${environment.SQLITE_FILE}-wal`))
  await database.destroy()
  assert.ok(!existsSync(`${environment.SQLITE_FILE}-wal`))
})

test('the folder of the file is made if there is none', withSqlite, async t => {
  const { environment, remove } = newSqlite()
  t.after(remove)
  const file = join(dirname(environment.SQLITE_FILE), 'new', 'newer', 'app.db')
  const database = open({ SQLITE_FILE: file })
  await kept(database, 1)
  await database.destroy()
  assert.ok(existsSync(file))
})

import '../../http/quiet.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { migrate, momentIn, type Steps, withId } from '../../../src/database/migrate.ts'
import { newDatabase, withDatabase } from '../new-database.ts'
import { open, openNew, plain } from './open.ts'
import { race } from './race.ts'

/** Steps that only write down that they were taken. */
function stepsInto(order: string[], ...names: string[]): Steps {
  return Object.fromEntries(names.map(name => [name, async () => void order.push(name)]))
}

test('steps are taken in the order in which they stand, and named', withDatabase, async t => {
  const { database } = await openNew(t)
  const order: string[] = []
  assert.deepEqual(await migrate(database, stepsInto(order, 'b', 'a', 'c')), ['b', 'a', 'c'])
  assert.deepEqual(order, ['b', 'a', 'c'])
})

test('a step is taken once, and only new ones later', withDatabase, async t => {
  const { database } = await openNew(t)
  const order: string[] = []
  await migrate(database, stepsInto(order, 'a', 'b'))
  assert.deepEqual(await migrate(database, stepsInto(order, 'a', 'b')), [])
  assert.deepEqual(await migrate(database, stepsInto(order, 'a', 'b', 'c')), ['c'])
  assert.deepEqual(order, ['a', 'b', 'c'])
})

test('when a step fails, those before it have not happened either', withDatabase, async t => {
  const { database } = await openNew(t)
  const good: Steps = {
    async good(database) {
      await database.schema.createTable('good').$call(withId(database)).execute()
    },
  }
  const bad = async () => {
    throw new Error('no room')
  }
  await assert.rejects(migrate(database, { ...good, bad }), /^Error: no room$/)
  assert.deepEqual(await database.introspection.getTables(), [])
  assert.deepEqual(await migrate(database, good), ['good'])
})

test('a step that newer code has taken is left alone', withDatabase, async t => {
  const { database } = await openNew(t)
  const order: string[] = []
  await migrate(database, stepsInto(order, 'a', 'newer'))
  assert.deepEqual(await migrate(database, stepsInto(order, 'a')), [])
  assert.deepEqual(await migrate(database, stepsInto(order, 'a', 'newer')), [])
})

test(
  'of processes that start at once, one takes the steps and the others find nothing to do',
  withDatabase,
  async t => {
    const { environment, create, remove } = newDatabase()
    await create()
    t.after(remove)
    const taken = await race('migrating.ts', environment, 3)
    assert.deepEqual(taken.flat(), ['first', 'second'])
    const database = open(environment)
    const tables = (await database.introspection.getTables()).map(({ name }) => name)
    await database.destroy()
    assert.deepEqual(tables.sort(), ['migration_steps', 'one', 'two'])
  },
)

test('an id is counted by the database, and given out once', withDatabase, async t => {
  const { database } = await openNew(t)
  await database.schema.createTable('things').$call(withId(database)).addColumn('name', 'text').execute()
  const add = () =>
    database.insertInto('things').values({ name: 'x' }).returning('id').executeTakeFirstOrThrow()
  const first = await add()
  await database.deleteFrom('things').execute()
  assert.deepEqual(plain([first, await add()]), [{ id: 1 }, { id: 2 }])
})

test('a moment is read as it was written, and sorted by time', withDatabase, async t => {
  const { database } = await openNew(t)
  await database.schema.createTable('events').addColumn('moment', momentIn(database)).execute()
  const moments = ['2026-03-09T11:00:00.250Z', '1999-12-31T23:59:59.999Z']
  for (const moment of moments) await database.insertInto('events').values({ moment }).execute()
  const read = await database.selectFrom('events').select('moment').orderBy('moment').execute()
  assert.deepEqual(
    read.map(({ moment }) => moment),
    moments.toReversed(),
  )
  const { later } = await database
    .selectFrom('events')
    .select(({ fn }) => fn.countAll().as('later'))
    .where('moment', '>', '2026-03-09T11:00:00.000Z')
    .executeTakeFirstOrThrow()
  assert.equal(Number(later), 1)
  await sql`delete from events`.execute(database)
})

import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Generated, Kysely } from 'kysely'
import { compiledOnce } from '../../../src/database/compiled-once.ts'
import { sqliteDialect } from '../../../src/database/sqlite.ts'

type Tables = { towns: { id: Generated<number>; name: string } }

describe('a query whose text is made once', { skip: !isBuiltin('node:sqlite') && 'needs SQLite' }, () => {
  let folder: string
  let database: Kysely<Tables>

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'compiled-once-'))
    database = new Kysely<Tables>({
      dialect: sqliteDialect({ file: join(folder, 'app.db'), busyTimeout: 2000 }),
    })
    const towns = database.schema.createTable('towns')
    await towns
      .addColumn('id', 'integer', id => id.primaryKey())
      .addColumn('name', 'text')
      .execute()
    await database
      .insertInto('towns')
      .values([{ name: 'Bern' }, { name: 'Chur' }])
      .execute()
  })
  after(async () => {
    await database.destroy()
    await rm(folder, { recursive: true })
  })

  it('is asked with the values of each call', async () => {
    const townById = compiledOnce(({ id }: { id: number }) =>
      database.selectFrom('towns').select('name').where('id', '=', id),
    )
    assert.deepEqual((await townById(database, { id: 1 }))[0]?.name, 'Bern')
    assert.deepEqual((await townById(database, { id: 2 }))[0]?.name, 'Chur')
  })

  it('is made no second time', async () => {
    let made = 0
    const all = compiledOnce(() => {
      made += 1
      return database.selectFrom('towns').selectAll()
    })
    await all(database, {})
    await all(database, {})
    assert.equal(made, 1)
  })

  it('keeps the values that are no part of the call', async () => {
    const others = compiledOnce(({ name }: { name: string }) =>
      database.selectFrom('towns').select('name').where('name', '!=', name).where('id', '<', 2),
    )
    assert.deepEqual((await others(database, { name: 'Chur' })).length, 1)
  })

  it('is part of the transaction in which it is asked', async () => {
    const add = compiledOnce(({ name }: { name: string }) => database.insertInto('towns').values({ name }))
    const given = database.transaction().execute(async transaction => {
      await add(transaction, { name: 'Thun' })
      throw new Error('given up')
    })
    await assert.rejects(given, /given up/)
    const towns = await database.selectFrom('towns').selectAll().execute()
    assert.equal(towns.length, 2)
  })

  it('cannot have a text that depends on a value', async () => {
    const like = compiledOnce(({ name }: { name: string }) =>
      database.selectFrom('towns').selectAll().where('name', 'like', `${name}%`),
    )
    await assert.rejects(like(database, { name: 'B' }), /cannot depend on "name"/)
  })
})

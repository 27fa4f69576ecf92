import '../../http/quiet.ts'
import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { migrate } from '../../../src/database/migrate.ts'
import { steps } from '../../../src/tables.ts'
import { newPostgres, newSqlite, withBoth } from '../new-database.ts'
import { type AnyTables, openNew, plain } from './open.ts'
import { runCommand } from './run-command.ts'

type Databases = Awaited<ReturnType<typeof newPair>>

/** A file of SQLite with the tables of the service, and an empty PostgreSQL. */
async function newPair(t: TestContext) {
  const { database: source, environment: from } = await openNew(t, newSqlite())
  const { database: target, environment: to } = await openNew(t, newPostgres())
  const environment = { SQLITE_FILE: from.SQLITE_FILE, DATABASE_URL: to.DATABASE_URL }
  await migrate(source, steps)
  return { source, target, environment }
}

/** Makes a table in both, as a fork would by a step of its own. */
async function makeInBoth(
  { source, target }: Databases,
  inSqlite: string,
  inPostgres: string,
): Promise<void> {
  for (const [database, text] of [
    [source, inSqlite],
    [target, inPostgres],
  ] as const)
    for (const statement of text.split(';')) await sql.raw(statement).execute(database)
}

const copy = (environment: Databases['environment'], ...args: string[]) =>
  runCommand('copy.ts', args, environment)

async function rowsOf(database: Kysely<AnyTables>, table: string): Promise<object[]> {
  return plain(await database.selectFrom(table).selectAll().orderBy('id').execute())
}

function note(title: string, text = '') {
  return { title, text, created: '2026-03-09T11:00:00.250Z' }
}

test('all rows are copied, the tables made before, and counted', withBoth, async t => {
  const { source, target, environment } = await newPair(t)
  const notes = [note('a', 'tab\tline\nback\\slash "é😀" \\N'), note('b')]
  await source.insertInto('notes').values(notes).execute()
  const { code, printed, errors } = await copy(environment)
  assert.deepEqual([code, errors], [0, ''])
  assert.equal(printed, 'idempotency_keys  0 rows\nnotes  2 rows\n')
  assert.deepEqual(await rowsOf(target, 'notes'), await rowsOf(source, 'notes'))
})

test('another file is copied with --from', withBoth, async t => {
  const { source, target, environment } = await newPair(t)
  await source.insertInto('notes').values(note('a')).execute()
  const { code } = await copy({ ...environment, SQLITE_FILE: '' }, '--from', environment.SQLITE_FILE)
  assert.equal(code, 0)
  assert.equal((await rowsOf(target, 'notes')).length, 1)
})

test('the next id is one that SQLite has never given out', withBoth, async t => {
  const { source, target, environment } = await newPair(t)
  await source
    .insertInto('notes')
    .values(['a', 'b', 'c'].map(title => note(title)))
    .execute()
  await source.deleteFrom('notes').where('id', '=', 3).execute()
  await copy(environment)
  const added = await target.insertInto('notes').values(note('d')).returning('id').executeTakeFirst()
  assert.equal(added?.id, 4)
})

test('tables that a fork has added come along, with values of every type', withBoth, async t => {
  const databases = await newPair(t)
  const { source, target, environment } = databases
  const columns = (bytes: string, json: string, moment: string) =>
    `create table things (id integer primary key, yes boolean, bytes ${bytes}, data ${json}, day date, moment ${moment},
     amount numeric, half real, big bigint, "a ""name""" text)`
  await makeInBoth(databases, columns('blob', 'text', 'text'), columns('bytea', 'jsonb', 'timestamptz'))
  await sql`insert into things values
    (1, 1, x'00ff5c', '{"a":[1,"é"]}', '2026-03-09', '2026-03-09 11:00:00', 1.5, 0.5, 9223372036854775807, 'x'),
    (2, 0, x'', null, null, null, null, null, null, null)`.execute(source)
  const { code, errors } = await copy(environment)
  assert.deepEqual([code, errors], [0, ''])
  const { rows } =
    await sql`select id, yes, encode(bytes, 'hex') as bytes, data, day, moment, amount::text, half,
    big::text, "a ""name""" as name from things order by id`.execute(target)
  assert.deepEqual(plain(rows as object[]), [
    {
      id: 1,
      yes: true,
      bytes: '00ff5c',
      data: { a: [1, 'é'] },
      day: '2026-03-09',
      moment: '2026-03-09T11:00:00.000Z',
      amount: '1.5',
      half: 0.5,
      big: '9223372036854775807',
      name: 'x',
    },
    {
      id: 2,
      yes: false,
      bytes: '',
      data: null,
      day: null,
      moment: null,
      amount: null,
      half: null,
      big: null,
      name: null,
    },
  ])
})

test(
  'foreign keys hold afterwards, whatever the order of the tables, and to a table itself',
  withBoth,
  async t => {
    const databases = await newPair(t)
    const { source, target, environment } = databases
    const tables = `create table parents (id integer primary key, favourite integer, above integer references parents);
    create table children (id integer primary key, parent integer not null references parents)`
    await makeInBoth(databases, tables, tables)
    await sql`insert into parents values (1, null, null), (2, null, 1)`.execute(source)
    await sql`update parents set above = 2 where id = 1`.execute(source)
    await sql`insert into children values (7, 2)`.execute(source)
    const { code, errors } = await copy(environment)
    assert.deepEqual([code, errors], [0, ''])
    assert.deepEqual(await rowsOf(target, 'parents'), await rowsOf(source, 'parents'))
    await assert.rejects(target.insertInto('children').values({ id: 8, parent: 9 }).execute(), {
      code: '23503',
    })
    const { rows: keys } = await sql`select from pg_constraint
    where contype = 'f' and connamespace = current_schema()::regnamespace and condeferrable`.execute(target)
    assert.equal(keys.length, 0, 'a key is held later than it was before')
  },
)

test('a target that has rows is refused by the name of the table, and stays as it is', withBoth, async t => {
  const { source, target, environment } = await newPair(t)
  await migrate(target, steps)
  await source.insertInto('notes').values(note('mine')).execute()
  await target.insertInto('notes').values(note('theirs')).execute()
  const { code, errors } = await copy(environment)
  assert.equal(code, 1)
  assert.match(errors, /^Error: The table notes in PostgreSQL has rows already\./)
  const titles = await target.selectFrom('notes').select('title').execute()
  assert.deepEqual(plain(titles), [{ title: 'theirs' }])
})

test(
  'tables and columns that PostgreSQL has not are named, each on its line, and nothing is copied',
  withBoth,
  async t => {
    const { source, target, environment } = await newPair(t)
    await sql`create table extra (id integer primary key)`.execute(source)
    await sql`alter table notes add column colour text`.execute(source)
    await source
      .insertInto('idempotency_keys')
      .values({ key: 'k', request: '', answer: '', created: new Date() })
      .execute()
    const { code, errors } = await copy(environment)
    assert.deepEqual(
      [code, errors.split('\n').slice(0, 2)],
      [
        1,
        ['Error: PostgreSQL has no table extra', 'Error: PostgreSQL has no column colour in its table notes'],
      ],
    )
    assert.deepEqual(plain(await target.selectFrom('idempotency_keys').selectAll().execute()), [])
  },
)

test('a row that does not fit is told with its table, and none of any table is kept', withBoth, async t => {
  const databases = await newPair(t)
  const { source, target, environment } = databases
  await makeInBoth(
    databases,
    'create table things (id integer primary key, short text)',
    'create table things (id integer primary key, short varchar(3))',
  )
  await source.insertInto('notes').values(note('a')).execute()
  await source.insertInto('things').values({ id: 1, short: 'long' }).execute()
  const { code, errors } = await copy(environment)
  assert.equal(code, 1)
  assert.match(errors, /^Error: A row of things does not fit: value too long .*Nothing was copied\.\n$/)
  assert.deepEqual(await rowsOf(target, 'notes'), [])
})

test('a file that lacks a step is not copied', withBoth, async t => {
  const { source, environment } = await newPair(t)
  await sql`update migration_steps set name = 'of old'`.execute(source)
  const { code, errors } = await copy(environment)
  assert.equal(code, 1)
  assert.match(errors, /^Error: The file has not taken the step "[^"]+": start the service on it once\n/)
})

test('100,000 rows are copied in a memory that would not hold them', withBoth, async t => {
  const { source, target, environment } = await newPair(t)
  await sql`insert into notes (title, text, created)
    with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 100000)
    select 'note ' || n, hex(zeroblob(400)), '2026-03-09T11:00:00.000Z' from numbers`.execute(source)
  // Some 80 MB of text, and a heap of 64 MB for all of Node, tsx and the copy.
  const { code, printed, errors } = await runCommand('copy.ts', [], {
    ...environment,
    NODE_OPTIONS: '--max-old-space-size=64',
  })
  assert.deepEqual([code, errors], [0, ''])
  assert.match(printed, /^notes {2}100000 rows$/m)
  const { last } = await target
    .selectFrom('notes')
    .select(({ fn }) => fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  assert.equal(last, 100_000)
})

test('without DATABASE_URL, or without the file, it is said what is missing', withBoth, async t => {
  const { environment } = await newPair(t)
  const none = await copy({ ...environment, DATABASE_URL: '' })
  assert.deepEqual([none.code, none.printed], [1, ''])
  assert.match(none.errors, /^Error: DATABASE_URL is not set: .*\n$/)
  const file = join(dirname(environment.SQLITE_FILE), 'nowhere.db')
  const { code, errors } = await copy(environment, '--from', file)
  assert.equal(code, 1)
  assert.match(errors, /^Error: There is no database at .*nowhere\.db: .*\n$/)
})

test('a flag and a word that it does not have are answered by its usage', async () => {
  for (const args of [['--help'], ['notes.db']]) {
    const { code, errors } = await runCommand('copy.ts', args, {})
    assert.match(
      errors,
      /^Error: Usage: DATABASE_URL=postgres:\/\/… npm run copy-database \[-- --from FILE\] .*\n$/,
    )
    assert.equal(code, 1)
  }
})

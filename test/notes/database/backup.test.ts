import '../../http/quiet.ts'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { until } from '../../cluster/wait.ts'
import { newSqlite, withSqlite } from '../new-database.ts'
import { type AnyTables, open, openNew, plain } from './open.ts'
import { runCommand } from './run-command.ts'

const writer = join(import.meta.dirname, 'fixtures/writing.ts')

/** A database with a table, and the folder that is all its own. */
async function withRows(t: TestContext, ...names: string[]) {
  const { database, environment } = await openNew(t, newSqlite())
  await database.schema.createTable('things').addColumn('name', 'text').execute()
  for (const name of names) await database.insertInto('things').values({ name }).execute()
  return { database, environment, folder: dirname(environment.SQLITE_FILE) }
}

async function rowsIn(file: string): Promise<object[]> {
  const database = open({ SQLITE_FILE: file })
  const rows = plain(await database.selectFrom('things').selectAll().execute())
  await database.destroy()
  return rows
}

async function pairsIn(database: Kysely<AnyTables>): Promise<{ pairs: number; broken: number }> {
  const { rows } = await sql<{ pairs: number; broken: number }>`
    select count(*) as pairs, count(*) filter (where rows <> 2) as broken
    from (select count(*) as rows from pairs group by writer, pair)`.execute(database)
  return { pairs: Number(rows[0]?.pairs), broken: Number(rows[0]?.broken) }
}

test('a copy has what was written, and says where it is and how large', withSqlite, async t => {
  const { environment, folder } = await withRows(t, 'a', 'b')
  const copy = join(folder, 'copy.db')
  const { code, printed, errors } = await runCommand('backup.ts', [copy], environment)
  assert.deepEqual([code, errors], [0, ''])
  assert.deepEqual(await rowsIn(copy), [{ name: 'a' }, { name: 'b' }])
  assert.equal(printed, `${copy}  ${statSync(copy).size} bytes\n`)
})

test('unless told where, it is beside the data and has the date in its name', withSqlite, async t => {
  const { environment, folder } = await withRows(t, 'a')
  const { printed } = await runCommand('backup.ts', [], environment)
  const names = readdirSync(join(folder, 'backups'))
  assert.equal(names.length, 1)
  assert.match(names[0] ?? '', /^app-\d{4}-\d\d-\d\dT\d{6}Z\.db$/)
  assert.ok(printed.startsWith(`${join(folder, 'backups', names[0] ?? '')}  `), printed)
})

test('only its owner may read it', withSqlite, async t => {
  const { environment, folder } = await withRows(t, 'a')
  await runCommand('backup.ts', [], environment)
  const backups = join(folder, 'backups')
  const modes = [backups, join(backups, readdirSync(backups)[0] ?? '')].map(
    path => statSync(path).mode & 0o777,
  )
  assert.deepEqual(modes, [0o700, 0o600])
})

test('nothing is overwritten', withSqlite, async t => {
  const { environment, folder } = await withRows(t, 'a')
  const copy = join(folder, 'copy.db')
  writeFileSync(copy, 'precious')
  const { code, errors } = await runCommand('backup.ts', [copy], environment)
  assert.deepEqual(
    [code, errors],
    [1, `Error: ${copy} is there already, and is not overwritten: give another name.\n`],
  )
  assert.equal(readFileSync(copy, 'utf8'), 'precious')
})

test('of a copy that fails nothing is left', withSqlite, async t => {
  const { database, environment, folder } = await withRows(t, 'a')
  await database.destroy()
  writeFileSync(
    environment.SQLITE_FILE,
    'this is a text, and long enough to be read as a database '.repeat(20),
  )
  const { code, errors } = await runCommand('backup.ts', [join(folder, 'copy.db')], environment)
  assert.equal(code, 1)
  assert.match(errors, /^Error: file is not a database\n$/)
  assert.deepEqual(readdirSync(folder), [basename(environment.SQLITE_FILE)])
})

test(
  'while four processes write, a copy has each of their transactions whole or not at all',
  withSqlite,
  async t => {
    const { database, environment, folder } = await withRows(t)
    await sql`create table pairs (writer integer, pair integer, text text)`.execute(database)
    const writers = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--import', 'tsx', writer], { env: { ...process.env, ...environment } }),
    )
    const exits = writers.map(child => once(child, 'exit'))
    t.after(() => writers.map(child => child.kill('SIGKILL')))
    for (const child of writers) child.stdin.end('go\n')
    const wrote = async (pairs: number) => (await pairsIn(database)).pairs >= pairs
    await until('the first pairs', () => wrote(100), 120)
    const copies = [join(folder, 'one.db'), join(folder, 'two.db')]
    for (const copy of copies) {
      const { code, errors } = await runCommand('backup.ts', [copy], environment)
      assert.deepEqual([code, errors], [0, ''])
    }
    for (const child of writers) child.kill('SIGTERM')
    assert.deepEqual(
      (await Promise.all(exits)).map(([code]) => code),
      [0, 0, 0, 0],
    )
    const inCopies = []
    for (const copy of copies) {
      const opened = open({ SQLITE_FILE: copy })
      inCopies.push(await pairsIn(opened))
      await opened.destroy()
    }
    assert.deepEqual(
      inCopies.map(({ broken }) => broken),
      [0, 0],
    )
    const [one, two] = inCopies.map(({ pairs }) => pairs)
    assert.ok(Number(one) >= 100 && Number(two) > Number(one), `${one} and ${two} pairs`)
  },
)

test('without a database it is said where it was looked for', withSqlite, async t => {
  const { environment, remove } = newSqlite()
  t.after(remove)
  const { code, errors } = await runCommand('backup.ts', [], environment)
  const file = environment.SQLITE_FILE
  assert.deepEqual(
    [code, errors],
    [1, `Error: There is no database at ${file}: SQLITE_FILE says where the service keeps it.\n`],
  )
  assert.ok(!existsSync(file))
})

test('of PostgreSQL it is said how pg_dump is called, without the password', async () => {
  const url = 'postgres://user:geheim@127.0.0.1:1/app'
  const { code, errors } = await runCommand('backup.ts', [], { DATABASE_URL: url, SQLITE_FILE: undefined })
  assert.equal(code, 1)
  assert.match(errors, /^Error: .*pg_dump --format=custom --file=backup\.dump "\$DATABASE_URL"\n$/)
})

test('a word too many, a flag and a wrong setting are told in a line each', withSqlite, async t => {
  const { environment } = await withRows(t)
  const usage = /^Error: Usage: npm run backup -- \[FILE\] .*\n$/
  for (const args of [['a', 'b'], ['--help']])
    assert.match((await runCommand('backup.ts', args, environment)).errors, usage)
  const { code, errors } = await runCommand('backup.ts', [], { DATABASE_URL: 'mysql://x' })
  assert.equal(code, 1)
  assert.match(errors, /^Error: DATABASE_URL is wrong\. .*\n$/)
})

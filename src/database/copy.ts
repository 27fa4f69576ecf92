/**
 * Moves a service from SQLite to PostgreSQL: makes the tables there, and copies all rows, or none.
 *
 *     DATABASE_URL=postgres://… npm run copy-database [-- --from FILE]            in development
 *     node dist/src/database/copy.js [--from FILE]                                 in the image
 *
 * FILE is SQLITE_FILE unless given. Stop the service before: what is written after the copy began stays in the file.
 */
import type { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import postgres, { type TransactionSql } from 'postgres'
import { runCommand } from './command.ts'
import { planCopy, quoted, type Table } from './copy-plan.ts'
import { copyRows } from './copy-rows.ts'
import { openForReading } from './sqlite-file.ts'

await runCommand(async args => {
  const { from } = readFlags(args)
  // Inside, so that settings that are wrong are lines, too.
  const { settings } = await import('../settings.ts')
  const url = settings.DATABASE_URL
  if (url === undefined)
    throw new Error(
      'DATABASE_URL is not set: the rows go there, to postgres://user:password@host:5432/database.',
    )
  const source = await openForReading(from ?? settings.SQLITE_FILE)
  const target = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await makeTables()
    const copied = await target.begin(transaction => copy(source, transaction))
    for (const [table, rows] of copied) console.log(`${table}  ${rows} ${rows === 1 ? 'row' : 'rows'}`)
  } finally {
    source.close()
    await target.end()
  }
})

/** @throws {Error} the usage, if the command was typed in another way */
function readFlags(args: string[]): { from?: string } {
  try {
    return parseArgs({ args, options: { from: { type: 'string' } } }).values
  } catch {
    throw new Error(
      'Usage: DATABASE_URL=postgres://… npm run copy-database [-- --from FILE]   FILE is of SQLite, SQLITE_FILE unless given.',
    )
  }
}

async function makeTables(): Promise<void> {
  const { prepare, close } = await import('../database.ts')
  await prepare()
  await close()
}

/** @returns how many rows of each table were copied */
async function copy(source: DatabaseSync, target: TransactionSql): Promise<Map<string, number>> {
  source.exec('begin') // one state of all tables, whoever writes meanwhile
  await target.unsafe(`set local timezone to 'UTC'`) // as CURRENT_TIMESTAMP of SQLite is
  const tables = await planCopy(source, target)
  const copied = new Map<string, number>()
  if (tables.length === 0) return copied
  await refuseRows(target, tables)
  const checkKeys = await deferKeys(target)
  for (const table of tables) copied.set(table.name, await copyRows(source, target, table))
  await checkKeys()
  for (const table of tables) await setCounters(source, target, table)
  return copied
}

/**
 * The target may belong to somebody: two sets of rows are never mixed. The lock holds off a service that writes.
 *
 * @throws {Error} if a table has rows
 */
async function refuseRows(target: TransactionSql, tables: Table[]): Promise<void> {
  const names = tables.map(({ name }) => quoted(name))
  await target.unsafe(`lock table ${names.join(', ')} in share row exclusive mode`)
  for (const { name } of tables) {
    const rows = await target.unsafe(`select from ${quoted(name)} limit 1`)
    if (rows.length > 0)
      throw new Error(
        `The table ${name} in PostgreSQL has rows already. Take an empty database. Nothing was copied.`,
      )
  }
}

/** Lets foreign keys wait until all tables are there: in no other order may a table refer to itself, or two to each other. */
async function deferKeys(target: TransactionSql): Promise<() => Promise<void>> {
  const strict = await target.unsafe<{ table: string; key: string }[]>(`
    select conrelid::regclass::text as table, quote_ident(conname) as key from pg_constraint
    where contype = 'f' and connamespace = current_schema()::regnamespace
      and not condeferrable and conparentid = 0`)
  const alter = async (to: string) => {
    for (const { table, key } of strict)
      await target.unsafe(`alter table ${table} alter constraint ${key} ${to}`)
  }
  await alter('deferrable')
  await target.unsafe('set constraints all deferred')
  return async () => {
    await target.unsafe('set constraints all immediate')
    await alter('not deferrable')
  }
}

/** The next id is one that was never given out, not even to a row that is gone. */
async function setCounters(
  source: DatabaseSync,
  target: TransactionSql,
  { name, columns }: Table,
): Promise<void> {
  for (const column of columns) {
    if (column.sequence === null) continue
    const { highest } = source
      .prepare(`select cast(max(${quoted(column.name)}) as text) as highest from ${quoted(name)}`)
      .get() as { highest: string | null }
    const last =
      [highest, lastGivenOut(source, name)]
        .map(text => BigInt(text ?? 0))
        .sort(byValue)
        .at(-1) ?? 0n
    if (last < 1n) continue
    const set =
      'select setval($1::regclass, greatest($2::text::bigint, pg_sequence_last_value($1::regclass)))'
    await target.unsafe(set, [column.sequence, String(last)])
  }
}

function lastGivenOut(source: DatabaseSync, table: string): string | undefined {
  const hasCounters = source.prepare(`select 1 from sqlite_schema where name = 'sqlite_sequence'`).get()
  if (hasCounters === undefined) return undefined
  const row = source.prepare('select cast(seq as text) as seq from sqlite_sequence where name = ?').get(table)
  return (row as { seq: string } | undefined)?.seq
}

function byValue(a: bigint, b: bigint): number {
  return a < b ? -1 : 1
}

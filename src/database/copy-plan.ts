/** What there is to copy from a file of SQLite, and where it goes in PostgreSQL: both are asked, and no list is kept. */
import type { DatabaseSync } from 'node:sqlite'
import type { TransactionSql } from 'postgres'

export type Column = {
  name: string
  /** PostgreSQL's type, without its length: a cast to one with a length would cut what is too long. */
  type: string
  /** The sequence that counts its values, if one does. */
  sequence: string | null
}

export type Table = { name: string; columns: Column[] }

/** Of both databases, each in its own words; not data. */
const book = 'migration_steps'

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * The tables of the file with their columns, all but the book of steps.
 *
 * @throws {Error} if the target lacks one of them, or has taken a step that the file has not; a line for each
 */
export async function planCopy(source: DatabaseSync, target: TransactionSql): Promise<Table[]> {
  const names = tablesOf(source)
  if (!names.includes(book))
    throw new Error('The file is no database of this service: it has no tables of it.')
  const faults = await missingSteps(source, target)
  const there = await columnsOf(target)
  const tables = names
    .filter(name => name !== book)
    .map(name => {
      const known = there.filter(({ table }) => table === name)
      if (known.length === 0) faults.push(`PostgreSQL has no table ${name}`)
      const columns = columnsIn(source, name).flatMap(column => {
        const found = known.find(({ name }) => name === column)
        if (known.length > 0 && !found) faults.push(`PostgreSQL has no column ${column} in its table ${name}`)
        return found ?? []
      })
      return { name, columns }
    })
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\nNothing was copied.`)
  return tables
}

/** Rows of an older file may lack what the target wants. */
async function missingSteps(source: DatabaseSync, target: TransactionSql): Promise<string[]> {
  const query = `select name from ${book}`
  const taken = source.prepare(query).all() as { name: string }[]
  const wanted = await target.unsafe<{ name: string }[]>(query)
  return wanted
    .filter(({ name }) => !taken.some(step => step.name === name))
    .map(({ name }) => `The file has not taken the step "${name}": start the service on it once`)
}

/** Without those that SQLite keeps for itself, or for a table that is not a table. */
function tablesOf(source: DatabaseSync): string[] {
  const rows = source.prepare(`
    select name from pragma_table_list
    where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite\\_%' escape '\\'
    order by name`)
  return (rows.all() as { name: string }[]).map(({ name }) => name)
}

/** Without the generated ones. */
function columnsIn(source: DatabaseSync, table: string): string[] {
  const rows = source.prepare('select name from pragma_table_info(?)').all(table) as { name: string }[]
  return rows.map(({ name }) => name)
}

async function columnsOf(target: TransactionSql): Promise<(Column & { table: string })[]> {
  return target.unsafe(`
    select relname as table, attname as name, format_type(atttypid, null) as type,
      pg_get_serial_sequence(attrelid::regclass::text, attname) as sequence
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
      and attnum > 0 and not attisdropped`)
}

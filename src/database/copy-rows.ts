import type { DatabaseSync } from 'node:sqlite'
import type { TransactionSql } from 'postgres'
import { type Column, quoted, type Table } from './copy-plan.ts'

/** What is under way at a time, and so in memory: so many rows, or fewer that have so many characters. */
const batch = { rows: 1000, characters: 1_000_000 }

type Texts = (string | null)[]

/**
 * Copies the rows of a table. All values travel as texts, and PostgreSQL reads them as what its columns are: `1` is true for a
 * boolean, and ISO 8601 a moment.
 *
 * (COPY would be faster, but the package postgres never tells when a COPY has failed.)
 *
 * @returns how many they are
 * @throws {Error} if PostgreSQL does not take one: with the table's name
 */
export async function copyRows(source: DatabaseSync, target: TransactionSql, table: Table): Promise<number> {
  const insert = insertInto(table)
  let copied = 0
  try {
    for (const rows of batchesOf(source, table)) {
      // PostgreSQL has text for JSON here, as the package would make a JSON string of JSON.
      await target.unsafe(insert, [JSON.stringify(rows)], { prepare: true })
      copied += rows.length
    }
  } catch (error) {
    const { message } = error as Error
    throw new Error(`A row of ${table.name} does not fit: ${message}. Nothing was copied.`, { cause: error })
  }
  return copied
}

function insertInto({ name, columns }: Table): string {
  const names = columns.map(column => quoted(column.name)).join(', ')
  const values = columns.map(({ type }, index) => `(row ->> ${index})::${type}`).join(', ')
  return `insert into ${quoted(name)} (${names}) overriding system value
    select ${values} from json_array_elements($1::text::json) as row`
}

function* batchesOf(source: DatabaseSync, { name, columns }: Table): Generator<Texts[]> {
  const names = columns.map(column => quoted(column.name)).join(', ')
  const statement = source.prepare(`select ${names} from ${quoted(name)}`)
  statement.setReadBigInts(true)
  let rows: Texts[] = []
  let characters = 0
  for (const row of statement.iterate() as Iterable<Record<string, unknown>>) {
    const texts = columns.map(column => textOf(row[column.name], column))
    rows.push(texts)
    characters += texts.reduce((sum, text) => sum + (text?.length ?? 0), 0)
    if (rows.length < batch.rows && characters < batch.characters) continue
    yield rows
    rows = []
    characters = 0
  }
  if (rows.length > 0) yield rows
}

/** A value in the form in which PostgreSQL reads it, whatever the type of its column. */
function textOf(value: unknown, { name, type }: Column): string | null {
  if (value === null) return null
  if (type === 'bytea')
    return `\\x${Buffer.from(value instanceof Uint8Array ? value : String(value)).toString('hex')}`
  if (value instanceof Uint8Array)
    throw new TypeError(`its column ${name} holds bytes, and PostgreSQL's ${type}`)
  return String(value)
}

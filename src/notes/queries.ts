/** What is asked of the table of notes. Each function is one query or one transaction: all of it happens, or nothing. */
import type { Kysely, Selectable } from 'kysely'
import { compiledOnce } from '../database/compiled-once.ts'
import { isTaken } from '../database/errors.ts'
import { database, position } from '../database.ts'
import { Problem } from '../http.ts'
import type { Tables } from '../tables.ts'
import { once } from './once.ts'

export type Note = Selectable<Tables['notes']>
type Content = Pick<Note, 'title' | 'text'>

/**
 * Named one by one: newer code beside this one may add a column, and then PostgreSQL refuses a statement for "all columns"
 * that was prepared before ("cached plan must not change result type"), which fails the transaction that it stands in.
 */
const columns = ['id', 'title', 'text', 'created'] as const

/**
 * @param key of the header Idempotency-Key: the same one twice adds one note, and gets the same answer.
 * @throws {Problem} 409 if there is a note of this title; 422 if the key came with another note
 */
export function add(content: Content, key?: string): Promise<Note> {
  if (key === undefined) return insert(database, content)
  return once({ key: `notes ${key}`, request: content }, transaction => insert(transaction, content))
}

const insertNote = compiledOnce(({ title, text, created }: Omit<Note, 'id'>) =>
  database
    .insertInto('notes')
    .values({ title, text, created })
    .onConflict(conflict => conflict.column('title').doNothing())
    .returning(columns),
)

async function insert(database: Kysely<Tables>, { title, text }: Content): Promise<Note> {
  const [added] = await insertNote(database, { title, text, created: new Date().toISOString() })
  return added ?? refuseTaken(title)
}

const noteById = compiledOnce(({ id }: Pick<Note, 'id'>) =>
  database.selectFrom('notes').select(columns).where('id', '=', id),
)

/** @throws {Problem} 404 if there is no such note */
export async function find(id: number): Promise<Note> {
  const [note] = await noteById(database, { id })
  return note ?? refuseUnknown(id)
}

export type Page = {
  notes: Note[]
  /** After which id the next page begins; undefined on the last. */
  next: number | undefined
}

/**
 * The notes whose title contains a text, in the order in which they were added.
 * @param after an id: a page begins behind it, and not at a count of rows, so that it is as fast as the first one, and right
 *   though rows come and go.
 */
export async function list(query: { title: string; limit: number; after: number }): Promise<Page> {
  const { title, limit, after } = query
  let found = database.selectFrom('notes').select(columns).where('id', '>', after)
  if (title !== '') found = found.where(({ fn, val }) => fn<number>(position, ['title', val(title)]), '>', 0)
  // One more than asked for tells whether there is another page.
  const rows = await found
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const notes = rows.slice(0, limit)
  return { notes, next: rows.length > limit ? notes.at(-1)?.id : undefined }
}

/** @throws {Problem} 404 if there is no such note; 409 if another one has the new title */
export async function change(id: number, changes: Partial<Content>): Promise<Note> {
  if (Object.keys(changes).length === 0) return find(id)
  try {
    const changed = await database
      .updateTable('notes')
      .set(changes)
      .where('id', '=', id)
      .returning(columns)
      .executeTakeFirst()
    return changed ?? refuseUnknown(id)
  } catch (error) {
    if (isTaken(error)) refuseTaken(changes.title)
    throw error
  }
}

/** @throws {Problem} 404 if there is no such note */
export async function remove(id: number): Promise<null> {
  const { numDeletedRows } = await database.deleteFrom('notes').where('id', '=', id).executeTakeFirst()
  return numDeletedRows === 0n ? refuseUnknown(id) : null
}

function refuseUnknown(id: number): never {
  throw new Problem(404, `There is no note ${id}.`)
}

function refuseTaken(title = ''): never {
  throw new Problem(409, `There is a note called ${JSON.stringify(title)} already.`)
}

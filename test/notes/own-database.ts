/**
 * A database for the tests of one file: a temporary file of SQLite, or a schema of its own in the PostgreSQL of DATABASE_URL.
 * The service reads its environment when it is loaded, so this comes first: import './own-database.ts'
 */
import '../http/quiet.ts'
import { after, before } from 'node:test'
import { newDatabase, withDatabase } from './new-database.ts'

const { environment, create, remove } = newDatabase()
Object.assign(process.env, environment)

/** When its tables are there. node:test does not wait with one hook for another. */
export const prepared = prepareIt()
before(() => prepared)

after(async () => {
  if (withDatabase.skip === false) {
    const { close } = await import('../../src/database.ts')
    await close()
  }
  await remove()
})

async function prepareIt(): Promise<void> {
  if (withDatabase.skip !== false) return
  await create()
  const { prepare } = await import('../../src/database.ts')
  await prepare()
}

import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { database } from '../database.ts'
import { Problem } from '../http.ts'
import type { Tables } from '../tables.ts'

/** Hours for which a key is kept: who has not tried again by then will not. */
const hours = 24

export type Keyed = {
  /** What the caller named the request, and what it is for: two endpoints may get the same name. */
  key: string
  /** What was asked for. */
  request: object
}

/**
 * Does a piece of work once for each key, in a transaction: a caller that has got no answer may ask again under the same key
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/). The second call waits for the first, and
 * gets its answer. Work that fails leaves no trace, and may be tried again.
 *
 * @throws {Problem} 422 if the key came with another request; and what the work throws
 */
export function once<Answer extends object>(
  { key, request }: Keyed,
  work: (transaction: Transaction<Tables>) => Promise<Answer>,
): Promise<Answer> {
  const digest = createHash('sha256').update(JSON.stringify(request)).digest('base64')
  return database.transaction().execute(async transaction => {
    const now = new Date()
    // One statement, so that a key cannot expire between two; a row that is there already is locked and stays as it is.
    const kept = await transaction
      .insertInto('idempotency_keys')
      .values({ key, request: digest, answer: '', created: now.toISOString() })
      .onConflict(conflict => conflict.column('key').doUpdateSet({ key }))
      .returning(['request', 'answer'])
      .executeTakeFirstOrThrow()
    if (kept.request !== digest) throw new Problem(422, 'This Idempotency-Key was used for another request.')
    if (kept.answer !== '') return JSON.parse(kept.answer)

    const old = new Date(now.getTime() - hours * 3_600_000).toISOString()
    await transaction.deleteFrom('idempotency_keys').where('created', '<', old).execute()
    const answer = await work(transaction)
    await transaction
      .updateTable('idempotency_keys')
      .set({ answer: JSON.stringify(answer) })
      .where('key', '=', key)
      .execute()
    return answer
  })
}

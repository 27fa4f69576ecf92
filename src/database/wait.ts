import { setTimeout as sleep } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { log, Problem } from '../http.ts'

/** Milliseconds that a database gets to start, as one beside us in Compose or a swarm may need. */
const patience = 30_000
const pause = 250

/**
 * What no waiting helps against: a wrong user or password (SQLSTATE class 28), no such database (3D000). A name without an
 * address is no such thing: a swarm, and Kubernetes, know the name of a service only once it is healthy.
 */
const isFinal = /^(28|3D)/

/**
 * Waits until a database answers, and says so in the log when it has to.
 *
 * @throws {Error} if it does not within 30 s, or never will: on one line, without the password
 */
export async function waitUntilThere<Tables>(database: Kysely<Tables>): Promise<void> {
  const deadline = performance.now() + patience
  for (let attempt = 1; ; attempt++) {
    try {
      await sql`select 1`.execute(database)
      return
    } catch (error) {
      const { code, message } = causeOf(error)
      if (isFinal.test(code ?? '') || !(error instanceof Problem) || performance.now() > deadline)
        throw new Error(`The database cannot be used: ${message}`, { cause: error })
      if (attempt === 1) log.info(`Waiting for the database: ${message}`)
      await sleep(pause)
    }
  }
}

function causeOf(error: unknown): { code?: string; message: string } {
  // Any other error says itself what to do, and its cause would not.
  const { cause = error } = error instanceof Problem ? error : {}
  const { code, message, errors } = cause as AggregateError & { code?: string }
  // A name with several addresses fails with an error for each of them, and no message of its own.
  return {
    ...(code && { code }),
    message: message || errors?.map(each => each.message).join('; ') || String(code),
  }
}

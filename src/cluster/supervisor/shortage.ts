/** What the workers have not enough of: said in /status as long as it lasts, and in the log when it begins and when it is over. */

import { moreOpenFiles } from '../open-files.ts'
import { type Fleet, readyWorkers } from './fleet.ts'
import { log } from './journal.ts'

/** Milliseconds without a full worker after which a shortage is over, for the log: connections come and go. */
const quietPeriod = 10_000

/** In one sentence for whoever runs the server, with what to do; undefined if there is enough of all. */
export function shortageOf(fleet: Fleet): string | undefined {
  const full = readyWorkers(fleet).filter(({ heartbeat }) => heartbeat?.isFull)
  const [capacity] = full.flatMap(({ capacity }) => capacity ?? [])
  if (full.length === 0) return undefined
  const limit = capacity
    ? `a worker may have ${capacity.openFiles}, and takes ${capacity.connections} connections for that`
    : 'a worker has no more'
  return `Open files: ${limit}; further ones wait. ${moreOpenFiles}`
}

export function noteShortage(fleet: Fleet, now: number): void {
  const shortage = shortageOf(fleet)
  if (shortage !== undefined) {
    if (fleet.shortageAt === undefined) log.warn(shortage)
    fleet.shortageAt = now
  } else if (fleet.shortageAt !== undefined && now - fleet.shortageAt > quietPeriod) {
    log.info('Enough open files again')
    fleet.shortageAt = undefined
  }
}

/** A reload from its signal to its end: the generations, what the log says of it, and how it is counted. */
import { log as writtenLog } from '../../log.ts'
import { reasonOf } from '../failure.ts'
import type { Options } from '../settings/options.ts'
import { type Reload, readyWorkers } from './fleet.ts'
import { log } from './journal.ts'
import { enterStartFolder } from './start-folder.ts'
import type { Supervisor } from './supervisor.ts'

/** Follows SIGHUP: reads the settings anew and begins a reload with them, or says why there is none. */
export function reload(supervisor: Supervisor, readAgain: () => Options): void {
  const { fleet } = supervisor
  if (!fleet.lastGood || fleet.phase !== 'serving') {
    log.warn('Not reloaded: the server is only just starting, or stopping')
    return
  }
  log.info('Hang up: Master')
  let next: Options
  try {
    enterStartFolder(supervisor.folder)
    next = readAgain()
  } catch (error) {
    // One that is under way goes on to its own end.
    fleet.lastReload = {
      generation: fleet.current.number,
      outcome: 'in progress',
      at: new Date().toISOString(),
    }
    noteAbandoned(supervisor, fleet.lastReload, 'it could not begin', reasonOf(error))
    return
  }
  warnOfFixed(fleet.current.options, next)
  writtenLog.level = next.logLevel
  beginReload(supervisor, next)
  supervisor.changed()
}

/** Wants a new generation. Its workers boot, and the old ones are stale, as soon as the app has prepared for it. */
export function beginReload({ fleet }: Supervisor, options: Options, at = new Date()): void {
  fleet.newest += 1
  const reload: Reload = { generation: fleet.newest, outcome: 'in progress', at: at.toISOString() }
  fleet.upcoming = { number: fleet.newest, options, reload }
  fleet.lastReload = reload
}

/** Ends a reload that has come to its end: as many workers as wanted serve the new code, and none the old. */
export function completeReload({ fleet, metrics }: Supervisor): void {
  const { number, reload } = fleet.current
  if (reload?.outcome !== 'in progress' || fleet.upcoming) return
  const ready = readyWorkers(fleet)
  if (ready.length < fleet.want || ready.some(({ generation }) => generation !== number)) return
  reload.outcome = 'complete'
  log.info(`Reload complete: generation ${number} is serving`)
  metrics.countReload('complete')
}

/**
 * Gives up the upcoming generation, of which no worker has been booted.
 *
 * @param reason why the app cannot prepare for it
 */
export function abandonUpcoming(supervisor: Supervisor, reason: string): void {
  const { fleet } = supervisor
  const { upcoming: abandoned } = fleet
  if (!abandoned) return
  fleet.upcoming = undefined
  noteAbandoned(supervisor, abandoned.reload, `generation ${abandoned.number} abandoned`, reason)
}

/**
 * Goes back to the last generation that works. The workers of the new one, none of which has served, are not wanted any more.
 *
 * @param reason why the new generation cannot run
 */
export function abandonReload(supervisor: Supervisor, reason: string): void {
  const { fleet } = supervisor
  const { current: abandoned, lastGood = abandoned } = fleet
  if (lastGood.options.workers !== abandoned.options.workers) fleet.want = lastGood.options.workers
  fleet.current = lastGood
  for (const worker of fleet.workers) {
    if (worker.generation === abandoned.number) worker.isAbandoned = true
  }
  noteAbandoned(supervisor, abandoned.reload, `generation ${abandoned.number} abandoned`, reason)
}

function noteAbandoned(
  supervisor: Supervisor,
  reload: Reload | undefined,
  what: string,
  reason: string,
): void {
  const { fleet, metrics } = supervisor
  if (reload) Object.assign(reload, { outcome: 'abandoned', reason } satisfies Partial<Reload>)
  log.error(`Reload failed: ${what}, still serving generation ${fleet.lastGood?.number}. ${reason}`)
  metrics.countReload('abandoned')
}

/** These are settled when the server starts; a reload cannot change them. */
function warnOfFixed(before: Options, after: Options): void {
  for (const key of ['bind', 'admin', 'adminHost', 'pid', 'name'] as const) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) {
      log.warn(`A changed "${key}" takes effect when the server is started again, not on reload`)
    }
  }
}

/** A reload from its signal to its end: the generations, what the log says of it, and how it is counted. */
import { log } from '../../log.ts'
import { messageOf } from '../failure.ts'
import type { Options } from '../settings/options.ts'
import { readyWorkers } from './fleet.ts'
import type { Supervisor } from './supervisor.ts'

/** Follows SIGHUP: reads the settings anew and begins a reload with them, or says why there is none. */
export function reload(supervisor: Supervisor, readAgain: () => Options): void {
  const { fleet } = supervisor
  if (!fleet.lastGood || fleet.phase !== 'serving') {
    log.warn('Not reloaded: the server is only just starting, or stopping')
    return
  }
  log.info('Hang up: Master')
  try {
    const next = readAgain()
    warnOfFixed(fleet.current.options, next)
    log.level = next.logLevel
    beginReload(supervisor, next)
    supervisor.changed()
  } catch (error) {
    const { number: generation } = fleet.current
    const reason = messageOf(error)
    fleet.lastReload = { generation, outcome: 'abandoned', reason, at: new Date().toISOString() }
    reportAbandoned(supervisor, 'it could not begin', fleet.lastGood.number, reason)
  }
}

/** Makes the next workers those of a new generation; the old ones are stale from now on. */
export function beginReload({ fleet }: Supervisor, options: Options, at = new Date()): void {
  fleet.newest += 1
  if (options.workers !== fleet.current.options.workers) fleet.want = options.workers
  fleet.current = { number: fleet.newest, options }
  fleet.lastReload = { generation: fleet.newest, outcome: 'in progress', at: at.toISOString() }
}

/** Ends a reload that has come to its end: as many workers as wanted serve the new code, and none the old. */
export function completeReload({ fleet, metrics }: Supervisor): void {
  const ready = readyWorkers(fleet)
  const isComplete =
    fleet.lastReload?.outcome === 'in progress' &&
    ready.length >= fleet.want &&
    ready.every(worker => worker.generation === fleet.current.number)
  if (!isComplete || !fleet.lastReload) return
  fleet.lastReload = { ...fleet.lastReload, outcome: 'complete' }
  log.info(`Reload complete: generation ${fleet.current.number} is serving`)
  metrics.countReload('complete')
}

/**
 * Goes back to the last generation that works. Workers that still boot with the new one are not wanted any more.
 *
 * @param reason why the new generation cannot run
 */
export function abandonReload(supervisor: Supervisor, reason: string): void {
  const { fleet } = supervisor
  const { current: abandoned, lastGood = abandoned } = fleet
  if (fleet.lastReload) fleet.lastReload = { ...fleet.lastReload, outcome: 'abandoned', reason }
  if (lastGood.options.workers !== abandoned.options.workers) fleet.want = lastGood.options.workers
  fleet.current = lastGood
  for (const worker of fleet.workers) {
    if (worker.state === 'booting' && worker.generation === abandoned.number) worker.isAbandoned = true
  }
  reportAbandoned(supervisor, `generation ${abandoned.number} abandoned`, lastGood.number, reason)
}

function reportAbandoned({ metrics }: Supervisor, what: string, serving: number, reason: string): void {
  log.error(`Reload failed: ${what}, still serving generation ${serving}. ${reason}`)
  metrics.countReload('abandoned')
}

/** These are settled when the server starts; a reload cannot change them. */
function warnOfFixed(before: Options, after: Options): void {
  for (const key of ['bind', 'admin', 'pid', 'name'] as const) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) {
      log.warn(`A changed "${key}" takes effect when the server is started again, not on reload`)
    }
  }
}

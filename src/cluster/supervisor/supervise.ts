import { log as writtenLog } from '../../log.ts'
import { cpuLimit } from '../container-limits.ts'
import { bindSocket } from '../listen.ts'
import { heartbeatInterval } from '../messages.ts'
import type { Options } from '../settings/options.ts'
import { startAdmin } from './admin.ts'
import { balance } from './balance.ts'
import { noteStable } from './crash-loop.ts'
import { createFleet } from './fleet.ts'
import type { Listener } from './fork.ts'
import { log } from './journal.ts'
import { createMetrics } from './metrics.ts'
import { writePidFile } from './pid-file.ts'
import { reconcile } from './reconcile.ts'
import { reload } from './reload.ts'
import { noteShortage } from './shortage.ts'
import { quit, stop } from './shutdown.ts'
import { onSignals } from './signals.ts'
import type { Supervisor } from './supervisor.ts'

/** Milliseconds between two looks at the deadlines. */
const tickInterval = 100

/**
 * Runs the server: binds the sockets, keeps the workers that serve on them, and follows the signals, until it is stopped.
 *
 * Whatever happens only edits the record of the fleet; `reconcile` makes the processes match it.
 *
 * @param app `MODULE:EXPORT`, for the workers to load.
 * @param readAgain Reads the settings anew, for a reload.
 * @throws {Failure} if an address cannot be bound or the pid file cannot be written
 */
export async function supervise(app: string, options: Options, readAgain: () => Options): Promise<void> {
  writtenLog.level = options.logLevel
  log.info(`Starting ${app} (Node ${process.versions.node})`)
  process.title = `${options.name}: master`
  const fleet = createFleet(options, Math.ceil(cpuLimit()), performance.now())
  const metrics = createMetrics()
  const listeners: Listener[] = []
  for (const address of options.bind) listeners.push({ address, handle: await bindSocket(address) })
  const questions: Supervisor['questions'] = new Map()
  if (options.admin) await startAdmin(options.admin, options.adminHost, { fleet, metrics, questions })
  const removePidFile = options.pid ? writePidFile(options.pid) : () => {}
  const changed = () => reconcile(supervisor)
  const reconciledAt = performance.now()
  const supervisor: Supervisor = {
    app,
    folder: process.cwd(),
    fleet,
    metrics,
    questions,
    listeners,
    reconciledAt,
    changed,
    removePidFile,
  }

  onSignals({
    stop: () => stop(supervisor),
    quit: () => quit(supervisor),
    reload: () => reload(supervisor, readAgain),
    resize(difference) {
      fleet.want = Math.max(1, fleet.want + difference)
      changed()
    },
  })
  // First the heartbeats that have come in are read: else a supervisor that was late would take their senders for stuck.
  setInterval(() => setImmediate(tick), tickInterval)
  // Every second heartbeat: released connections must reopen and be counted before more are released.
  setInterval(balance, 2 * heartbeatInterval, supervisor)
  changed()

  function tick(): void {
    changed()
    const now = performance.now()
    noteStable(fleet, now)
    noteShortage(fleet, now)
  }
}

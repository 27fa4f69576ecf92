import cluster from 'node:cluster'
import { log } from '../../log.ts'
import { cpuLimit } from '../container-limits.ts'
import { exitCodes, Failure, messageOf, reportFailure } from '../failure.ts'
import { bindSocket } from '../listen.ts'
import { beatInterval } from '../messages.ts'
import type { Options } from '../settings/options.ts'
import { startAdmin } from './admin.ts'
import { favourite, surplusConnections } from './balance.ts'
import { giveUpAfter, isHopeless, noteStable } from './crash-loop.ts'
import { beginReload, completeReload, createFleet, forgive, readyWorkers } from './fleet.ts'
import { type Listener, send, sendSockets } from './fork.ts'
import { createMetrics } from './metrics.ts'
import { writePidFile } from './pid-file.ts'
import { plan } from './plan.ts'
import { createCrew } from './processes.ts'
import { onSignals } from './signals.ts'

/** Milliseconds between two looks at the deadlines. */
const tick = 100

/** A gap of so many milliseconds between two looks means that this process was stopped, not only late. */
const suspended = 1000

/** Milliseconds that workers get to close the app when the server is to stop quickly. */
const quickly = 250

/**
 * Runs the server: binds the sockets, keeps the workers that serve on them, and follows the signals, until it is stopped.
 *
 * Whatever happens only edits the list of workers; `reconcile` makes the processes match it.
 *
 * @param app `MODULE:EXPORT`, for the workers to load.
 * @param readAgain Reads the settings anew, for a reload.
 * @throws {Failure} If an address cannot be bound or the pid file not be written.
 */
export async function supervise(app: string, options: Options, readAgain: () => Options): Promise<void> {
  log.level = options.logLevel
  log.info(`Starting ${app} (Node ${process.versions.node})`)
  process.title = `${options.name || app}: master`
  const fleet = createFleet(options, Math.ceil(cpuLimit()), performance.now())
  const metrics = createMetrics()
  const listeners: Listener[] = []
  for (const address of options.bind) listeners.push({ address, handle: await bindSocket(address) })
  if (options.admin) await startAdmin(options.admin, fleet, metrics)
  const removePidFile = options.pid ? writePidFile(options.pid) : () => {}
  const crew = createCrew({ app, fleet, metrics, listeners, reconcile, abort })
  let lastLook = performance.now()

  function reconcile(): void {
    const now = performance.now()
    // Whatever is the first to happen after this process was stopped, it must not be taken for the others' silence.
    if (now - lastLook > suspended) forgive(fleet, now - lastLook)
    lastLook = now
    for (const step of plan(fleet, now)) {
      if (step.do === 'boot') crew.boot()
      else if (step.do === 'drain') crew.drain(step.worker)
      else crew.kill(step.worker)
    }
    if (completeReload(fleet)) {
      log.info(`Reload complete: generation ${fleet.current.number} is serving`)
      metrics.countReload('complete')
    }
    if (fleet.phase === 'stopping' && fleet.workers.length === 0) exit(exitCodes.clean)
    if (isHopeless(fleet, now)) {
      abort(
        new Failure(
          exitCodes.bootFailed,
          `No worker has stayed up for ${giveUpAfter / 1000} s; see the log above.`,
        ),
      )
    }
  }

  function look(): void {
    reconcile()
    noteStable(fleet, performance.now())
  }

  function balance(): void {
    const ready = readyWorkers(fleet)
    for (const { worker, connections } of surplusConnections(ready)) {
      send(cluster.workers?.[worker.id], { type: 'release', connections })
    }
    const first = favourite(ready)
    if (first && listeners.every(({ handle }) => handle)) sendSockets(cluster.workers?.[first.id], listeners)
  }

  function stop(): void {
    if (fleet.phase !== 'serving') exitAtOnce()
    fleet.phase = 'lame'
    setTimeout(stopAccepting, fleet.current.options.drainDelay)
  }

  function stopAccepting(): void {
    fleet.phase = 'stopping'
    for (const { handle } of listeners.splice(0)) handle?.close()
    for (const worker of fleet.workers) if (worker.state === 'draining') crew.drain(worker)
    reconcile()
  }

  function quit(): void {
    if (fleet.phase !== 'serving') exitAtOnce()
    stopAccepting()
    for (const worker of fleet.workers) {
      worker.deadline = performance.now() + quickly
      send(cluster.workers?.[worker.id], { type: 'quit' })
    }
  }

  function reload(): void {
    if (!fleet.proven || fleet.phase !== 'serving') {
      log.warn('Not reloaded: the server is only just starting, or stopping')
      return
    }
    log.info('Hang up: Master')
    try {
      const next = readAgain()
      warnOfFixed(fleet.current.options, next)
      log.level = next.logLevel
      beginReload(fleet, next, new Date())
      reconcile()
    } catch (error) {
      log.error(`Reload failed: ${messageOf(error)} Still serving generation ${fleet.current.number}`)
      metrics.countReload('abandoned')
      fleet.lastReload = {
        generation: fleet.current.number,
        outcome: 'abandoned',
        reason: messageOf(error),
        at: new Date().toISOString(),
      }
    }
  }

  function resize(difference: 1 | -1): void {
    fleet.want = Math.max(1, fleet.want + difference)
    reconcile()
  }

  function exitAtOnce(): never {
    for (const worker of fleet.workers) crew.kill(worker)
    exit(exitCodes.clean)
  }

  function abort(failure: Failure): never {
    for (const worker of fleet.workers) crew.kill(worker)
    reportFailure(failure)
    exit(failure.exitCode)
  }

  function exit(code: number): never {
    log.info('Shutting down: Master')
    removePidFile()
    process.exit(code)
  }

  onSignals({ stop, quit, reload, resize })
  // Not before the beats that have come in are read: a supervisor that was late would take their senders for stuck.
  setInterval(() => setImmediate(look), tick)
  // Every other beat: what was let go has to be made anew, and be counted, before more is.
  setInterval(balance, 2 * beatInterval)
  reconcile()
}

/** These are settled when the server starts; a reload cannot change them. */
function warnOfFixed(before: Options, after: Options): void {
  for (const key of ['bind', 'admin', 'pid', 'name'] as const) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) {
      log.warn(`A changed "${key}" takes effect when the server is started again, not on reload`)
    }
  }
}

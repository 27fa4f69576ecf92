/**
 * How the server stops, one phase after the other:
 *
 *     serving ──TERM──▶ lame-duck ──--drain-delay──▶ stopping ──no worker is left──▶ exit 0
 *     serving ──INT, QUIT──────────────────────────▶ stopping, without waiting for answers
 *     a second signal, or a server that cannot run: every worker is killed, and the process exits at once
 */
import cluster from 'node:cluster'
import { exitCodes, Failure, reportFailure } from '../failure.ts'
import { closeSocket } from '../listen.ts'
import { giveUpAfter, isHopeless } from './crash-loop.ts'
import { send } from './fork.ts'
import { log } from './journal.ts'
import { killPreparing } from './preparing.ts'
import { drainWorker, killWorker } from './processes.ts'
import type { Supervisor } from './supervisor.ts'

/** Milliseconds that workers get to close the app when the server is to stop quickly. */
const quitTimeout = 250

/** Follows SIGTERM: tells the load balancer to go elsewhere, then lets every worker answer what it has. */
export function stop(supervisor: Supervisor): void {
  const { fleet } = supervisor
  if (fleet.phase !== 'serving') exitAtOnce(supervisor)
  fleet.phase = 'lame-duck'
  setTimeout(stopAccepting, fleet.current.options.drainDelay, supervisor)
}

/** Follows SIGINT and SIGQUIT: drops what is being answered, and waits only until the app is closed. */
export function quit(supervisor: Supervisor): void {
  const { fleet } = supervisor
  if (fleet.phase !== 'serving') exitAtOnce(supervisor)
  stopAccepting(supervisor)
  for (const worker of fleet.workers) {
    worker.deadline = performance.now() + quitTimeout
    send(cluster.workers?.[worker.id], { type: 'quit' })
  }
}

function stopAccepting(supervisor: Supervisor): void {
  const { fleet, listeners } = supervisor
  fleet.phase = 'stopping'
  for (const { address, handle } of listeners.splice(0)) if (handle) closeSocket(address, handle)
  // Those that drain already are told again: idle connections need not live out the keep-alive time any more.
  for (const worker of fleet.workers) if (worker.state === 'draining') drainWorker(supervisor, worker)
  supervisor.changed()
}

/** Ends the process if the last worker has ended, or if none has stayed up for too long. */
export function exitIfOver(supervisor: Supervisor, now: number): void {
  const { fleet } = supervisor
  if (fleet.phase === 'stopping' && fleet.workers.length === 0 && !fleet.preparing)
    exit(supervisor, exitCodes.clean)
  if (!isHopeless(fleet, now)) return
  const reason = `No worker has stayed up for ${giveUpAfter / 1000} s; see the log above.`
  abort(supervisor, new Failure(exitCodes.bootFailed, reason))
}

/** Ends the server because it cannot run. */
export function abort(supervisor: Supervisor, failure: Failure): never {
  killAll(supervisor)
  reportFailure(failure)
  exit(supervisor, failure.exitCode)
}

function exitAtOnce(supervisor: Supervisor): never {
  killAll(supervisor)
  exit(supervisor, exitCodes.clean)
}

function killAll(supervisor: Supervisor): void {
  for (const worker of supervisor.fleet.workers) killWorker(supervisor, worker)
  killPreparing(supervisor)
}

function exit({ removePidFile }: Supervisor, code: number): never {
  log.info('Shutting down: Master')
  removePidFile()
  process.exit(code)
}

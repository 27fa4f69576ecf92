/** The process in which the app prepares for a generation of workers: how it is started and killed, and what its end means. */
import type { ChildProcess } from 'node:child_process'
import { exitCodes, Failure, onOneLine } from '../failure.ts'
import type { Failed } from '../messages.ts'
import { becomePrepared, type Preparing } from './fleet.ts'
import { forkPreparing, whyNotStarted } from './fork.ts'
import { log } from './journal.ts'
import { mayPrepare } from './may-prepare.ts'
import { passOver } from './pass-over.ts'
import { readFromPreparing } from './read-message.ts'
import { abandonUpcoming } from './reload.ts'
import { enterStartFolder } from './start-folder.ts'
import type { Supervisor } from './supervisor.ts'

/** Has the app prepare for the upcoming generation; nothing needs to be done for one that exports no `prepare`. */
export function startPreparing(supervisor: Supervisor): void {
  const { app, folder, fleet } = supervisor
  if (!fleet.upcoming) return
  const { number: generation, options } = fleet.upcoming
  const deadline = performance.now() + (options.prepareTimeout || Number.POSITIVE_INFINITY)
  let child: ChildProcess | undefined
  try {
    enterStartFolder(folder)
    if (mayPrepare(app)) child = forkPreparing(options, fleet.want, app)
    else becomePrepared(fleet, performance.now())
  } catch (error) {
    const outcome: Failed = { type: 'failed', ...whyNotStarted(error) }
    onPrepareExit(supervisor, { pid: 0, generation, deadline, outcome }, '')
  }
  if (child) watchPreparing(supervisor, { pid: child.pid ?? 0, generation, deadline }, child)
  else setImmediate(supervisor.changed)
}

function watchPreparing(supervisor: Supervisor, preparing: Preparing, child: ChildProcess): void {
  supervisor.fleet.preparing = preparing
  if (preparing.pid > 0) log.info(`Preparing (pid: ${preparing.pid})`)

  const end = (how: string) => {
    onPrepareExit(supervisor, preparing, how)
    supervisor.changed()
  }
  child.on('message', (sent: unknown, handle?: unknown) => {
    const message = readFromPreparing(sent)
    if (message) preparing.outcome = message
    else passOver(preparing, handle)
  })
  child.on('error', error => {
    if (preparing.pid > 0) {
      log.error({ err: error }, 'The process that prepares cannot be reached')
      return
    }
    // One that was never started has no exit either.
    preparing.outcome = { type: 'failed', ...whyNotStarted(error) }
    end(error.message)
  })
  child.on('exit', (code, signal) => end(signal ?? `code ${code}`))
}

/** Kills the process that has missed its deadline, or that is not wanted any more: a database undoes what it has begun. */
export function killPreparing({ fleet: { preparing } }: Supervisor): void {
  if (!preparing) return
  preparing.killedFor = preparing.deadline <= performance.now() ? 'prepare-timeout' : 'unwanted'
  if (preparing.pid > 0) process.kill(preparing.pid, 'SIGKILL')
}

/**
 * Boots of the generation may begin; or the first one cannot start, or the reload is abandoned.
 *
 * @param how the signal that ended the process, or its exit code in words
 */
export function onPrepareExit(supervisor: Supervisor, preparing: Preparing, how: string): void {
  const { fleet } = supervisor
  fleet.preparing = undefined
  if (fleet.phase !== 'serving') return
  if (fleet.upcoming?.number !== preparing.generation) {
    log.info(`Prepared in vain for generation ${preparing.generation}: a newer one is wanted`)
    return
  }
  const outcome = preparing.outcome ?? failureOf(preparing, how)
  if (outcome.type === 'prepared') {
    becomePrepared(fleet, performance.now())
    return
  }
  const reason = onOneLine(outcome.reason)
  log.error({ reason }, 'Reason: The app failed to prepare.')
  if (fleet.lastGood) abandonUpcoming(supervisor, reason)
  else fleet.failure = new Failure(outcome.exitCode, outcome.reason)
}

/** Why it has failed, where it did not say so itself. */
function failureOf({ killedFor }: Preparing, how: string): Failed {
  const reason =
    killedFor === 'prepare-timeout'
      ? 'The app took longer to prepare than --prepare-timeout allows.'
      : `It ended with ${how} while preparing.`
  return { type: 'failed', exitCode: exitCodes.bootFailed, reason }
}

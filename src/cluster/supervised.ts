/** What every process that the supervisor starts has in common: it leaves the signals to it, and says why it cannot go on. */
import { log } from '../log.ts'
import { exitCodes, Failure, messageOf } from './failure.ts'
import { tell } from './messages.ts'

/**
 * A terminal sends Ctrl-C, Ctrl-\ (on Windows Ctrl-Break) and its hang-up to the whole process group; the supervisor hears them
 * too and decides. What SIGTERM means, the process says itself.
 */
export function leaveSignalsToTheSupervisor(): void {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR2', 'SIGBREAK'] as const)
    process.on(signal, () => {})
}

/** An error that nobody catches ends the process. It is in the log once, under this message. */
export function logWhatEndsIt(message: string): void {
  process.on('uncaughtExceptionMonitor', error => {
    log.fatal({ err: error }, message)
    // Unless the app has its own way, Node would write the error again, to stderr and with all that the log left out.
    if (process.listenerCount('uncaughtException') === 0) process.exit(1)
  })
}

/** Ends the process, after the supervisor has been told why. A stack that helps is in the log, under this message. */
export async function fail(error: unknown, message: string): Promise<never> {
  const failure =
    error instanceof Failure ? error : new Failure(exitCodes.bootFailed, messageOf(error), { cause: error })
  // The supervisor says what failed.
  if (leadsToTheApp(failure.cause)) log.error({ err: failure.cause }, message)
  await tell({ type: 'failed', exitCode: failure.exitCode, reason: failure.message })
  process.exit(failure.exitCode)
}

/** Whether an error has a stack that helps: one with a place outside of packages and of Node itself. */
function leadsToTheApp(error: unknown): boolean {
  return error instanceof Error && /^ +at (?!.*(?:node_modules|node:))/m.test(error.stack ?? '')
}

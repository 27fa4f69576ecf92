/**
 * What a worker's message or its death means for the record of the fleet, and for whoever reads the log and the counts.
 * Nothing here starts or ends a process: what follows from the record is reconcile's to do.
 */

import { exitCodes, Failure, onOneLine } from '../failure.ts'
import type { FromWorker } from '../messages.ts'
import { noteCrash } from './crash-loop.ts'
import { becomeReady, noteHeartbeat, type Worker } from './fleet.ts'
import { log, remember } from './journal.ts'
import { abandonReload } from './reload.ts'
import type { Supervisor } from './supervisor.ts'

export function onMessage(
  { fleet, metrics, questions }: Supervisor,
  worker: Worker,
  message: FromWorker,
): void {
  switch (message.type) {
    case 'boot':
      worker.inspectorPort = message.inspectorPort
      break
    case 'ready': {
      const isFirst = fleet.lastGood === undefined
      worker.canBeAsked = message.canBeAsked
      worker.capacity = message.capacity
      becomeReady(fleet, worker, performance.now())
      remember('info', `Worker ready (pid: ${worker.pid}), generation ${worker.generation}`)
      if (isFirst && fleet.lastGood)
        for (const url of message.urls) log.info(`Listening at: ${url} (${process.pid})`)
      break
    }
    case 'failed':
      worker.failure = message
      break
    case 'heartbeat':
      noteHeartbeat(fleet, worker, message.heartbeat, performance.now())
      break
    case 'answer':
      questions.get(message.question)?.(message.no)
      break
    case 'metrics':
      metrics.report(worker, message.metrics)
      break
    case 'room':
      worker.wantsSockets = true
      break
    case 'retire':
      if (worker.retiring || worker.state !== 'ready' || fleet.phase !== 'serving') break
      log.info({ worker: worker.pid, reason: message.reason }, 'Autorestarting worker after current request.')
      worker.retiring = message.reason
  }
}

/** @param how the signal that ended it, or its exit code in words */
export function onExit(supervisor: Supervisor, worker: Worker, how: string): void {
  const { fleet, metrics } = supervisor
  fleet.workers = fleet.workers.filter(other => other !== worker)
  metrics.retire(worker)
  logExit(worker, how)
  if (wasMeantToEnd(supervisor, worker)) return
  if (worker.readyAt === undefined) {
    onBootFailure(supervisor, worker, how)
  } else {
    metrics.countRestart(worker.killedFor ?? 'crash')
    noteCrash(fleet, worker, performance.now())
  }
}

function wasMeantToEnd({ fleet }: Supervisor, { state, killedFor }: Worker): boolean {
  if (fleet.phase === 'stopping' || state === 'draining') return true
  return killedFor === 'unwanted' || killedFor === 'graceful-timeout'
}

/**
 * A worker that ended before it served, or could not even be started (its `pid` is 0): the first one ends the server, one of a new generation abandons its reload, and one
 * of a generation that works is a crash like any other.
 */
export function onBootFailure(
  supervisor: Supervisor,
  worker: Pick<Worker, 'pid' | 'generation' | 'readyAt' | 'killedFor' | 'failure'>,
  how: string,
): void {
  const { fleet, metrics } = supervisor
  const { exitCode, reason } = worker.failure ?? {
    exitCode: exitCodes.bootFailed,
    reason: worker.killedFor
      ? 'The app took longer to load than --boot-timeout allows.'
      : `It ended with ${how} while loading.`,
  }
  log.error({ worker: worker.pid || undefined, reason: onOneLine(reason) }, 'Reason: Worker failed to boot.')
  if (!fleet.lastGood) {
    fleet.failure ??= new Failure(exitCode, reason)
    return
  }
  // Its reload has been given up already, or a newer one has begun.
  if (worker.generation !== fleet.current.number) return
  if (fleet.current !== fleet.lastGood) {
    abandonReload(supervisor, onOneLine(reason))
    return
  }
  metrics.countRestart('boot')
  noteCrash(fleet, worker, performance.now())
}

function logExit({ pid, state, killedFor, failure }: Worker, how: string): void {
  if (killedFor === 'unwanted') log.info(`Worker exiting (pid: ${pid}), as it is not needed any more`)
  else if (killedFor) log.error(`Worker (pid:${pid}) was sent SIGKILL: ${killedFor}`)
  else if (how === 'SIGKILL') log.error(`Worker (pid:${pid}) was sent SIGKILL! Perhaps out of memory?`)
  else if (state === 'draining') log.info(`Worker exiting (pid: ${pid})`)
  else if (!failure) log.error(`Worker (pid:${pid}) exited with ${how}`)
}

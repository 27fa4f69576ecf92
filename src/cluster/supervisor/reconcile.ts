import { extendDeadlines } from './fleet.ts'
import { plan, type Step } from './plan.ts'
import { killPreparing, startPreparing } from './preparing.ts'
import { drainWorker, killWorker, offerSockets, spawnWorker } from './processes.ts'
import { completeReload } from './reload.ts'
import { abort, exitIfOver } from './shutdown.ts'
import type { Supervisor } from './supervisor.ts'

/** A gap of so many milliseconds between two calls means that this process was stopped, not only late. */
const suspended = 1000

/** Makes the processes match the record of the fleet, and ends the server when that says so. */
export function reconcile(supervisor: Supervisor): void {
  const { fleet } = supervisor
  const now = performance.now()
  if (fleet.failure) abort(supervisor, fleet.failure)
  // Whatever happens first after this process was stopped, its own gap must not count as the workers' silence.
  const gap = now - supervisor.reconciledAt
  if (gap > suspended) extendDeadlines(fleet, gap)
  supervisor.reconciledAt = now

  for (const step of plan(fleet, now)) take(supervisor, step)
  completeReload(supervisor)
  exitIfOver(supervisor, now)
}

function take(supervisor: Supervisor, step: Step): void {
  if (step.do === 'prepare') startPreparing(supervisor)
  else if (step.do === 'kill-preparing') killPreparing(supervisor)
  else if (step.do === 'boot') spawnWorker(supervisor)
  else if (step.do === 'listen') offerSockets(supervisor, step.worker)
  else if (step.do === 'drain') drainWorker(supervisor, step.worker)
  else killWorker(supervisor, step.worker)
}
